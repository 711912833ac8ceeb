using AsyncJobs.Direct;
using AsyncJobs.Hosting;
using AsyncJobs.Tests;

namespace AsyncJobs.Storage.Tests.Throttling;

public sealed class DirectThrottlingTests(DynamoDbLocal dynamoDb) : ThrottlingTests(dynamoDb)
{
    private protected override AwsClients Clients => DirectClients.Instance;
}
