using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;
using AsyncJobs.Dispatch;
using AsyncJobs.Hosting;
using AsyncJobs.Lifecycle;
using AsyncJobs.Storage;

namespace AsyncJobs.Aws;

/// <summary>
/// Has clients that are never used again do once what a function will ask its own for: write the request, sign it, send it and read the answer. What
/// is loaded, compiled and set up for that is then there. Nothing leaves the process, and no credentials of the function's are touched: no request of
/// a job can meet an answer of the practice, and nothing of it stays that a snapshot may not hold.
/// </summary>
internal static class AwsPractice
{
    private const string Name = "practice";

    /// <summary>Practices on the calling thread, and on the pool's where an answer has to be waited for.</summary>
    /// <param name="clients">Those of the application.</param>
    /// <param name="calls">What the function is going to call.</param>
    /// <param name="environment">Reads an environment variable.</param>
    /// <exception cref="AmazonClientException">The environment has no region, or an endpoint that is no URL.</exception>
    public static async Task RunAsync(AwsClients clients, AwsCalls calls, Func<string, string?> environment)
    {
        AwsClients practice = clients.ForPractice();
        using IDynamoDbCalls table = practice.OpenTable(environment);
        DynamoDbJobStore store = new(table, Name);
        if (calls.HasFlag(AwsCalls.Create))
            await store.CreateAsync(Record(), DateTimeOffset.UnixEpoch, CancellationToken.None).ConfigureAwait(false);
        if (calls.HasFlag(AwsCalls.Read))
            await store.GetAsync(Name, CancellationToken.None).ConfigureAwait(false);
        if (calls.HasFlag(AwsCalls.Change))
            await table.UpdateItemAsync(Claim(), CancellationToken.None).ConfigureAwait(false);
        if (calls.HasFlag(AwsCalls.Send))
        {
            using LambdaDispatcher dispatcher = practice.OpenDispatcher(environment, static job => job);
            await dispatcher.SendAsync(Name, "{}"u8.ToArray(), CancellationToken.None).ConfigureAwait(false);
        }
    }

    private static JobRecord Record() => new()
    {
        Id = Name,
        Job = Name,
        Status = JobStatus.Pending,
        CreatedAt = DateTimeOffset.UnixEpoch,
        ExpiresAt = DateTimeOffset.UnixEpoch,
    };

    private static UpdateItemRequest Claim()
    {
        UpdateItemRequest request = new() { TableName = Name, Key = DynamoDbJobItem.Key(Name) };
        JobLease lease = new(Name, Name, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch);
        DynamoDbTransitions.Write(request, new JobTransition.Claim(lease, 1), DateTimeOffset.UnixEpoch);
        return request;
    }
}
