using Amazon.DynamoDBv2;
using AsyncJobs.Benchmarks.Running;
using AsyncJobs.Direct;
using AsyncJobs.Storage;
using AsyncJobs.Tests;

namespace AsyncJobs.Benchmarks.Table;

/// <summary>
/// Whole jobs on DynamoDB Local beside the same by hand, with the same client. Its own processor time is not counted; the rate of jobs is also its.
/// </summary>
internal static class TableComparisons
{
    private const string Table = "jobs";
    private const int Operations = 80;
    private const int Rounds = 16;

    public static async Task PrintAsync()
    {
        using DynamoDbLocalProcess dynamoDb = await DynamoDbLocalProcess.StartAsync();
        string endpoint = dynamoDb.Endpoint ?? throw new InvalidOperationException(dynamoDb.Unavailable);
        Environment.SetEnvironmentVariable("AWS_ENDPOINT_URL_DYNAMODB", endpoint);
        Environment.SetEnvironmentVariable("AWS_REGION", "eu-west-1");
        Environment.SetEnvironmentVariable("AWS_ACCESS_KEY_ID", "AKIAIOSFODNN7EXAMPLE");
        Environment.SetEnvironmentVariable("AWS_SECRET_ACCESS_KEY", "none");
        using IAmazonDynamoDB client = DynamoDbClientFactory.Create();
        await DynamoDbTable.EnsureExistsAsync(client, Table);
        HandWrittenJob handWritten = new(client, Table);
        ProductJob product = new(new DynamoDbJobStore(client, Table));
        ProductJob direct = new(DirectClients.Instance.CreateStore(Table));

        Comparison.PrintHead();
        foreach (int atOnce in (int[])[8, 1])
        {
            Comparison comparison = new(
                $"job, {atOnce} at a time",
                Operations,
                Rounds,
                new Side("hand-written", () => Repeat(atOnce, handWritten.RunAsync)),
                new Side("AsyncJobs", () => Repeat(atOnce, product.RunAsync)));
            comparison.Print();
            Comparison withDirect = new(
                $"job with AsyncJobs.Direct, {atOnce} at a time",
                Operations,
                Rounds,
                new Side("hand-written", () => Repeat(atOnce, handWritten.RunAsync)),
                new Side("AsyncJobs", () => Repeat(atOnce, direct.RunAsync)));
            withDirect.Print();
        }
    }

    private static void Repeat(int atOnce, Func<Task> run) => Task.WhenAll(Enumerable.Range(0, atOnce).Select(_ => Task.Run(async () =>
    {
        for (int i = 0; i < Operations / atOnce; i++)
            await run();
    }))).GetAwaiter().GetResult();
}
