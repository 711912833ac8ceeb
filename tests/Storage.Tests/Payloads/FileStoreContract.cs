using System.Net;
using System.Security.Cryptography;
using Xunit;

namespace AsyncJobs.Storage.Tests.Payloads;

/// <summary>What every payload store has to do that keeps files and is reached by HTTP.</summary>
public abstract class FileStoreContract : PayloadStoreContract
{
    private static readonly HttpClient s_http = new();

    protected const int PartBytes = 5 * 1024 * 1024;

    protected IFileStore Files => (IFileStore)Store;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(PartBytes - 1)]
    [InlineData(PartBytes)]
    [InlineData(PartBytes + 1)]
    [InlineData((3 * PartBytes) + 12_345)]
    public async Task A_file_of_unknown_length_is_downloaded_as_it_was_by_whoever_has_the_URL(int length)
    {
        byte[] content = RandomNumberGenerator.GetBytes(length);
        string key = FileKey();
        await using StreamOfParts file = new(content);
        await Files.PutFileAsync(key, file, "text/csv; charset=utf-8", "attachment; filename=\"a b.csv\"", Token);

        Uri url = await Files.CreateDownloadUrlAsync(key, DateTimeOffset.UtcNow.AddMinutes(5), Token);
        using HttpResponseMessage response = await s_http.GetAsync(url, Token);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.True((await response.Content.ReadAsByteArrayAsync(Token)).AsSpan().SequenceEqual(content));
        Assert.Equal("text/csv; charset=utf-8", response.Content.Headers.ContentType?.ToString());
        Assert.Equal("attachment; filename=\"a b.csv\"", response.Content.Headers.ContentDisposition?.ToString());
    }

    [Theory]
    [InlineData(10)]
    [InlineData(2 * PartBytes)]
    public async Task A_file_that_breaks_off_is_not_there(int length)
    {
        string key = FileKey();
        await using StreamOfParts file = new(new byte[length], breaksOff: true);

        await Assert.ThrowsAnyAsync<Exception>(async () => await Files.PutFileAsync(key, file, "text/plain", "attachment", Token));

        Assert.Null(await Store.GetAsync(key, Token));
    }

    [Fact]
    public async Task Of_a_long_file_one_part_is_read_ahead()
    {
        long most = 0;
        await using StreamOfParts file = new(new byte[4 * PartBytes], onRead: count => most = Math.Max(most, count));

        await Files.PutFileAsync(FileKey(), file, "text/plain", "attachment", Token);

        Assert.InRange(most, 1, PartBytes);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(PartBytes + 1)]
    public async Task What_is_removed_of_a_job_is_its_file_too_and_URLs_of_it_bring_nothing(int length)
    {
        string key = FileKey();
        await Files.PutFileAsync(key, new MemoryStream(new byte[length]), "text/plain", "attachment", Token);
        Uri url = await Files.CreateDownloadUrlAsync(key, DateTimeOffset.UtcNow.AddMinutes(5), Token);

        await Store.RemoveAllAsync(key[..key.IndexOf('/', StringComparison.Ordinal)], Token);

        using HttpResponseMessage response = await s_http.GetAsync(url, Token);
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    protected static string FileKey() => $"{Guid.NewGuid():N}/result-{Guid.NewGuid():N}";
}
