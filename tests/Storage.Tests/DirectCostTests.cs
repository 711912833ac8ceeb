using Amazon.DynamoDBv2;
using AsyncJobs.Aws;
using AsyncJobs.Tests;

namespace AsyncJobs.Storage.Tests;

public sealed class DirectCostTests(DynamoDbLocal dynamoDb) : CostTests(dynamoDb)
{
    private protected override IDynamoDbCalls OpenCalls(IAmazonDynamoDB client, string endpoint, CountingHttp http) => new ComparedCalls(DirectTable.Open(endpoint, http.CreateHandler()));
}
