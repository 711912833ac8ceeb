using AsyncJobs.Aws;
using AsyncJobs.Tests;

namespace AsyncJobs.Storage.Tests;

public sealed class DirectOwnerLimitTests(DynamoDbLocal dynamoDb) : OwnerLimitTests(dynamoDb)
{
    private protected override IDynamoDbCalls OpenCalls(DynamoDbLocal table) => new ComparedCalls(DirectTable.Open(table.Endpoint));
}
