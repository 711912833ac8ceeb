using AsyncJobs.Direct;
using AsyncJobs.Hosting;

namespace AsyncJobs.Storage.Tests.Clients;

public sealed class DirectWarmUpTests : WarmUpTests
{
    private protected override AwsClients AppClients => DirectClients.Instance;
}
