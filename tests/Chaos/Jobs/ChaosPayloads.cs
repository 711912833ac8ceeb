using AsyncJobs.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace AsyncJobs.Chaos.Jobs;

/// <summary>Large inputs and results in files, which fail now and then: before a write, after it, and when they are read.</summary>
internal sealed class ChaosPayloads(string folder, double failures) : IPayloadStore
{
    public const string FolderVariable = "CHAOS_PAYLOADS";

    private const double Failures = 0.05;

    [JobServices]
    public static void Configure(IServiceCollection services)
    {
        if (Environment.GetEnvironmentVariable(FolderVariable) is { } folder)
            services.AddSingleton<IPayloadStore>(new ChaosPayloads(folder, Failures));
    }

    public async ValueTask PutAsync(string key, ReadOnlyMemory<byte> content, string? contentEncoding, CancellationToken cancellationToken)
    {
        Fail();
        string path = PathOf(key);
        string part = $"{path}.{Guid.NewGuid():N}";
        await File.WriteAllBytesAsync(part, content.ToArray(), cancellationToken);
        File.Move(part, path, overwrite: true);
        Fail();
    }

    public async ValueTask<ReadOnlyMemory<byte>?> GetAsync(string key, CancellationToken cancellationToken)
    {
        Fail();
        string path = PathOf(key);
        return File.Exists(path) ? await File.ReadAllBytesAsync(path, cancellationToken) : default(ReadOnlyMemory<byte>?);
    }

    private string PathOf(string key) => Path.Combine(folder, key.Replace('/', '.'));

    private void Fail()
    {
        if (Random.Shared.NextDouble() < failures)
            throw new TimeoutException("The payload store does not answer, as planned.");
    }
}
