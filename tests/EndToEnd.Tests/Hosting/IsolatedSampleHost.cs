using AsyncJobs.Tests;
using Xunit;

namespace AsyncJobs.EndToEnd.Tests.Hosting;

/// <summary>The sample with <c>--isolated</c>, once for the tests that share it.</summary>
public sealed class IsolatedSampleHost : IAsyncLifetime
{
    private HostProcess? _process;
    private JobClient? _client;

    internal JobClient Client => _client!;

    public async ValueTask InitializeAsync()
    {
        _process = await HostProcess.StartListeningAsync(HostProcess.DotNet, RepositoryFiles.SampleProgram, "--isolated", "--concurrency", "4");
        _client = new JobClient(_process.Address);
    }

    public async ValueTask DisposeAsync()
    {
        _client?.Dispose();
        if (_process is not null)
            await _process.DisposeAsync();
    }
}
