using AsyncJobs.EndToEnd.Tests.Hosting;
using Xunit;

namespace AsyncJobs.EndToEnd.Tests.Contract;

/// <summary>The sample with <c>--isolated</c>: the same program again as each function, on the local host's own table.</summary>
public sealed class SampleIsolatedTests(IsolatedSampleHost host, LinkServer links) : SampleContract(links), IClassFixture<IsolatedSampleHost>
{
    private protected override JobClient Client => host.Client;
}
