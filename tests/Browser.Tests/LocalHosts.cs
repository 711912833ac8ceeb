using System.Reflection;
using AsyncJobs.Tests;
using Xunit;

namespace AsyncJobs.Browser.Tests;

/// <summary>The sample's local host twice, as it starts by default and with a page of another origin that may call, and that page.</summary>
public sealed class LocalHosts : IAsyncLifetime
{
    private readonly PageServer _pages = new();
    private HostProcess? _closed;
    private HostProcess? _open;
    private HostProcess? _streaming;

    /// <summary>The page at the origin that may call.</summary>
    public Uri Page => _pages.Page;

    /// <summary>The page at an origin that may not.</summary>
    public Uri OtherPage => _pages.OtherPage;

    /// <summary>No page of another origin may call.</summary>
    internal HostProcess Closed => _closed!;

    /// <summary>Those of <see cref="Page"/> may.</summary>
    internal HostProcess Open => _open!;

    /// <summary>So may they here, and jobs are streamed.</summary>
    internal HostProcess Streaming => _streaming!;

    private static string Sample =>
        typeof(LocalHosts).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "SampleProgram").Value!;

    public async ValueTask InitializeAsync()
    {
        await _pages.StartAsync();
        Task<HostProcess> closed = HostProcess.StartListeningAsync(HostProcess.DotNet, Sample);
        _open = await HostProcess.StartListeningAsync(HostProcess.DotNet, Sample, "--cors-origin", Page.GetLeftPart(UriPartial.Authority));
        _streaming = await HostProcess.StartListeningAsync(
            HostProcess.DotNet,
            new Dictionary<string, string> { ["ASYNCJOBS_STREAMING"] = "true" },
            Sample, "--cors-origin", Page.GetLeftPart(UriPartial.Authority));
        _closed = await closed;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (HostProcess? host in (HostProcess?[])[_closed, _open, _streaming])
        {
            if (host is not null)
                await host.DisposeAsync();
        }

        await _pages.DisposeAsync();
    }
}
