using Amazon.DynamoDBv2;
using AsyncJobs.Lifecycle;

namespace AsyncJobs.Storage.Tests.Versions;

/// <summary>The previous version's store behind the present one's interface.</summary>
internal sealed class PreviousStore(IAmazonDynamoDB client, string table) : IJobStore
{
    /// <summary>The store itself.</summary>
    public Previous.IJobStore Inner { get; } = new Previous.DynamoDbJobStore(client, table);

    public async ValueTask<JobRecord?> CreateAsync(JobRecord record, DateTimeOffset now, CancellationToken cancellationToken) =>
        (await Inner.CreateAsync(record.ToPrevious(), now, cancellationToken))?.ToPresent();

    public async ValueTask<JobRecord?> GetAsync(string id, CancellationToken cancellationToken) =>
        (await Inner.GetAsync(id, cancellationToken))?.ToPresent();

    public async ValueTask<JobTransitionResult> ApplyAsync(
        string id, JobTransition transition, DateTimeOffset now, CancellationToken cancellationToken)
    {
        Previous.JobTransitionResult result = await Inner.ApplyAsync(id, transition.ToPrevious(), now, cancellationToken);
        return new(result.Applied, result.Record?.ToPresent());
    }

    public async ValueTask<JobRecord?> DeleteUndispatchedAsync(string id, CancellationToken cancellationToken) =>
        (await Inner.DeleteUndispatchedAsync(id, cancellationToken))?.ToPresent();
}
