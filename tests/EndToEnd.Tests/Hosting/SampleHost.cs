using AsyncJobs.Tests;
using Xunit;

namespace AsyncJobs.EndToEnd.Tests.Hosting;

/// <summary>The sample as <c>dotnet run</c> starts it, once for the tests that share it.</summary>
public sealed class SampleHost : IAsyncLifetime
{
    private HostProcess? _process;
    private JobClient? _client;

    internal JobClient Client => _client!;

    internal HostProcess Process => _process!;

    public async ValueTask InitializeAsync()
    {
        _process = await HostProcess.StartListeningAsync(HostProcess.DotNet, RepositoryFiles.SampleProgram);
        _client = new JobClient(_process.Address);
    }

    public async ValueTask DisposeAsync()
    {
        _client?.Dispose();
        if (_process is not null)
            await _process.DisposeAsync();
    }
}
