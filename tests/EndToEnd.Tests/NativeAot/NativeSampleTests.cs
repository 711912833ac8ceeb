using AsyncJobs.EndToEnd.Tests.Contract;
using AsyncJobs.EndToEnd.Tests.Hosting;
using AsyncJobs.Tests;
using Xunit;

namespace AsyncJobs.EndToEnd.Tests.NativeAot;

/// <summary>The sample as native code, on the store in its own process.</summary>
public sealed class NativeSampleTests(LinkServer links) : SampleContract(links), IAsyncLifetime
{
    private HostProcess? _process;
    private JobClient? _client;

    private protected override JobClient Client => _client!;

    public async ValueTask InitializeAsync()
    {
        _process = await HostProcess.StartListeningAsync(await NativeSample.GetAsync());
        _client = new JobClient(_process.Address);
    }

    public async ValueTask DisposeAsync()
    {
        _client?.Dispose();
        if (_process is not null)
            await _process.DisposeAsync();
    }
}
