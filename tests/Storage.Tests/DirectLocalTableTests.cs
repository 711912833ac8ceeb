using Amazon.DynamoDBv2;
using AsyncJobs.Aws;

namespace AsyncJobs.Storage.Tests;

public sealed class DirectLocalTableTests : LocalTableTests
{
    private protected override IDynamoDbCalls OpenCalls(IAmazonDynamoDB client, string endpoint) => new ComparedCalls(DirectTable.Open(endpoint));
}
