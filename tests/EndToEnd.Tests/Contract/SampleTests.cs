using AsyncJobs.EndToEnd.Tests.Hosting;

namespace AsyncJobs.EndToEnd.Tests.Contract;

/// <summary>The sample as a newcomer starts it.</summary>
public sealed class SampleTests(SampleHost host, LinkServer links) : SampleContract(links)
{
    private protected override JobClient Client => host.Client;
}
