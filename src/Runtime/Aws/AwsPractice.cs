using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;
using AsyncJobs.Dispatch;
using AsyncJobs.Lifecycle;
using AsyncJobs.Storage;

namespace AsyncJobs.Aws;

/// <summary>
/// Has the SDK do once, with a client that is never used again, what a function will ask it for: write the request, sign it, send it and read the
/// answer. What the SDK loads, compiles and sets up for that is then there. Nothing leaves the process, and no credentials of the function's are
/// touched: no request of a job can meet an answer of the practice, and nothing of it stays that a snapshot may not hold.
/// </summary>
internal static class AwsPractice
{
    private const string Name = "practice";

    /// <summary>Practices on the calling thread, and on the pool's where an answer has to be waited for.</summary>
    /// <exception cref="AmazonClientException">The environment has no region, or an endpoint that is no URL.</exception>
    public static async Task RunAsync(AwsCalls calls, Func<string, string?> environment)
    {
        using JobTableClient client = new(Detach(DynamoDbClientFactory.CreateConfig(environment, isOfJobs: true)));
        DynamoDbJobStore store = new(client, Name);
        if (calls.HasFlag(AwsCalls.Create))
            await store.CreateAsync(Record(), DateTimeOffset.UnixEpoch, CancellationToken.None).ConfigureAwait(false);
        if (calls.HasFlag(AwsCalls.Read))
            await store.GetAsync(Name, CancellationToken.None).ConfigureAwait(false);
        if (calls.HasFlag(AwsCalls.Change))
            await client.UpdateItemAsync(Claim(), CancellationToken.None).ConfigureAwait(false);
        if (calls.HasFlag(AwsCalls.Send))
        {
            using LambdaDispatcher dispatcher = new(static job => job, Detach(new LambdaInvokeConfig(environment, isOfJobs: true)));
            await dispatcher.SendAsync(Name, "{}"u8.ToArray(), CancellationToken.None).ConfigureAwait(false);
        }
    }

    private static T Detach<T>(T config)
        where T : ClientConfig
    {
        config.DefaultAWSCredentials = new SessionAWSCredentials(Name, Name, Name);
        config.HttpClientFactory = new PracticeHttp();
        return config;
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
