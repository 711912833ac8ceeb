using System.Collections.Concurrent;
using Amazon;
using Amazon.Lambda;
using Amazon.Lambda.Model;
using Amazon.Runtime;

namespace AsyncJobs.AmazonLambda.Tests.Durable;

/// <summary>Lambda's service as a durable function sees it: it notes what is recorded of the execution.</summary>
internal sealed class Checkpoints() : AmazonLambdaClient(new AnonymousAWSCredentials(), RegionEndpoint.EUWest1)
{
    private readonly ConcurrentQueue<OperationUpdate> _updates = new();

    /// <summary>What was recorded that ends an attempt, as "action error".</summary>
    public string[] Ends => [.. _updates.Where(static update => update.Action != OperationAction.START).Select(static update =>
        update.Error is { } error ? $"{update.Action.Value} {error.ErrorType}" : update.Action.Value)];

    public override Task<CheckpointDurableExecutionResponse> CheckpointDurableExecutionAsync(
        CheckpointDurableExecutionRequest request, CancellationToken cancellationToken = default)
    {
        foreach (OperationUpdate update in request.Updates)
            _updates.Enqueue(update);
        return Task.FromResult(new CheckpointDurableExecutionResponse { CheckpointToken = $"{_updates.Count}" });
    }
}
