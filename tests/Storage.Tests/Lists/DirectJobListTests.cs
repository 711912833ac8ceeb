using Amazon.DynamoDBv2;
using AsyncJobs.Aws;
using AsyncJobs.Tests;

namespace AsyncJobs.Storage.Tests.Lists;

public sealed class DirectJobListTests(DynamoDbLocal dynamoDb) : DynamoDbJobListTests(dynamoDb)
{
    private protected override IDynamoDbCalls OpenCalls(IAmazonDynamoDB client, string endpoint) => new ComparedCalls(DirectTable.Open(endpoint));
}
