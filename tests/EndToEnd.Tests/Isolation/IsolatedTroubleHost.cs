using AsyncJobs.EndToEnd.Tests.Hosting;
using AsyncJobs.Tests;
using Xunit;

namespace AsyncJobs.EndToEnd.Tests.Isolation;

/// <summary>The program whose jobs go wrong, in processes of its functions, with hardly a wait before a retry.</summary>
public sealed class IsolatedTroubleHost : IAsyncLifetime
{
    private HostProcess? _process;
    private JobClient? _client;

    internal JobClient Client => _client!;

    internal HostProcess Process => _process!;

    public async ValueTask InitializeAsync()
    {
        _process = await HostProcess.StartListeningAsync(
            HostProcess.DotNet, RepositoryFiles.TroubleProgram, "--isolated", "--concurrency", "3", "--retry-delay", "0.05");
        _client = new JobClient(_process.Address);
    }

    public async ValueTask DisposeAsync()
    {
        _client?.Dispose();
        if (_process is not null)
            await _process.DisposeAsync();
    }
}
