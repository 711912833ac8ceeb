using Amazon.DynamoDBv2;
using AsyncJobs.Aws;
using AsyncJobs.Tests;

namespace AsyncJobs.Storage.Tests;

public sealed class DirectJobStoreTests(DynamoDbLocal dynamoDb) : DynamoDbJobStoreTests(dynamoDb)
{
    private protected override IDynamoDbCalls OpenCalls(IAmazonDynamoDB client, string endpoint, RecordingHttp http) => new ComparedCalls(DirectTable.Open(endpoint, http.CreateHandler()));
}
