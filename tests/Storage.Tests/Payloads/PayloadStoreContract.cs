using System.Security.Cryptography;
using Xunit;

namespace AsyncJobs.Storage.Tests.Payloads;

/// <summary>What every payload store has to do.</summary>
public abstract class PayloadStoreContract : IAsyncLifetime
{
    protected IPayloadStore Store { get; private set; } = null!;

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => Store = await OpenStoreAsync();

    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return default;
    }

    protected abstract ValueTask<IPayloadStore> OpenStoreAsync();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(70_000)]
    [InlineData(6 * 1024 * 1024)]
    public async Task What_was_kept_is_read(int length)
    {
        byte[] content = RandomNumberGenerator.GetBytes(length);
        string key = Key();

        await Store.PutAsync(key, content, null, Token);

        Assert.True((await Store.GetAsync(key, Token))!.Value.Span.SequenceEqual(content));
    }

    [Fact]
    public async Task What_was_kept_compressed_is_read_compressed()
    {
        byte[] content = RandomNumberGenerator.GetBytes(1000);
        string key = Key();

        await Store.PutAsync(key, content, "br", Token);

        Assert.True((await Store.GetAsync(key, Token))!.Value.Span.SequenceEqual(content));
    }

    [Fact]
    public async Task A_part_of_an_array_is_kept_as_that_part_and_what_becomes_of_the_array_does_not_matter()
    {
        byte[] array = [1, 2, 3, 4, 5];
        string key = Key();

        await Store.PutAsync(key, array.AsMemory(1, 3), null, Token);
        array[2] = 9;

        Assert.Equal([2, 3, 4], (await Store.GetAsync(key, Token))!.Value.ToArray());
    }

    [Fact]
    public async Task What_was_never_kept_is_null() => Assert.Null(await Store.GetAsync(Key(), Token));

    [Fact]
    public async Task Each_key_has_its_own_payload()
    {
        string job = Guid.NewGuid().ToString("N");
        string[] keys = [$"{job}/input-1", $"{job}/input-2", $"{job}/result-1", $"{job}x/input-1"];

        await Task.WhenAll(keys.Select((key, index) => Store.PutAsync(key, new[] { (byte)index }, null, Token).AsTask()));

        for (int i = 0; i < keys.Length; i++)
            Assert.Equal([(byte)i], (await Store.GetAsync(keys[i], Token))!.Value.ToArray());
    }

    [Fact]
    public async Task A_payload_that_is_kept_again_is_the_same()
    {
        string key = Key();

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Store.PutAsync(key, new byte[] { 7 }, null, Token).AsTask()));

        Assert.Equal([7], (await Store.GetAsync(key, Token))!.Value.ToArray());
    }

    [Fact]
    public async Task Everything_of_one_job_is_removed_and_nothing_else()
    {
        string job = Guid.NewGuid().ToString("N");
        string[] own = [$"{job}/input-1", $"{job}/input-2", $"{job}/result-1"];
        string[] others = [$"{job}x/input-1", $"x{job}/input-1", Key()];
        foreach (string key in own.Concat(others))
            await Store.PutAsync(key, new byte[] { 1 }, null, Token);

        await Store.RemoveAllAsync(job, Token);

        Assert.All(own, key => Assert.Null(Store.GetAsync(key, Token).AsTask().Result));
        Assert.All(others, key => Assert.NotNull(Store.GetAsync(key, Token).AsTask().Result));
        await Store.RemoveAllAsync(job, Token);
    }

    private static string Key() => $"{Guid.NewGuid():N}/result-{Guid.NewGuid():N}";
}
