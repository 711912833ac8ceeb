using AsyncJobs.Jobs;
using AsyncJobs.Parameters;

namespace AsyncJobs.Testing.Tests.Jobs;

/// <summary>A job that has its parts done by jobs of their own, and waits for them.</summary>
public static class Parts
{
    [AsyncJob("POST /wholes", State = typeof(string[]), Starts = ["parts"], TimeoutSeconds = 60, TotalTimeoutSeconds = 1800, MaxAttempts = 3)]
    public static async Task<int> Whole(int parts, [FromServices] PartPlan plan, JobContext job)
    {
        string[]? ids = job.State<string[]>();
        if (ids is null)
        {
            var started = await PartsPartJob.StartManyAsync(Enumerable.Range(0, parts), job.Id, cancellationToken: job.CancellationToken);
            ids = [.. started.EnsureAllStarted().Ids];
            await job.SaveStateAsync(ids);
        }

        return plan.Merge(await job.WaitAllAsync(PartsPartJob.Definition, ids, ids, plan.Join), job);
    }

    [AsyncJob("POST /parts", TimeoutSeconds = 900, MaxAttempts = 3)]
    public static Task<int> Part(int number, [FromServices] PartPlan plan, [FromServices] TimeProvider time, JobContext job) =>
        plan.Part(number, job, time);

    /// <summary>Waits for a part within its own invocation.</summary>
    [AsyncJob("POST /waits", TimeoutSeconds = 60, MaxAttempts = 1)]
    public static async Task<string> Wait(string part, bool catches, JobContext job)
    {
        try
        {
            JobSnapshot<int>? ended = await PartsPartJob.WaitAsync(part, cancellationToken: job.CancellationToken);
            return ended is null ? "none" : $"{ended.Status} {ended.Result}";
        }
        catch (JobWaitTimeoutException timeout) when (catches)
        {
            return $"{timeout.Snapshot!.Status} with {job.Budget.Remaining.TotalSeconds:0} s left";
        }
    }

    /// <summary>Waits for a job as if it were of another definition.</summary>
    [AsyncJob("POST /others", State = typeof(string))]
    public static async Task<string> JoinOthers(string id, JobContext job) =>
        (await job.WaitAllAsync(PartsPairJob.Definition, [id], id))[0].Job?.Id ?? "null";

    /// <summary>Waits for its own end.</summary>
    [AsyncJob("POST /itself", State = typeof(string), MaxAttempts = 3)]
    public static async Task<string> JoinItself(bool one, JobContext job) => one
        ? (await PartsJoinItselfJob.WaitAsync(job.Id, cancellationToken: job.CancellationToken))!.Id
        : (await job.WaitAllAsync(["another", job.Id], job.Id))[0].Id;

    /// <summary>Starts what its Starts does not name.</summary>
    [AsyncJob("POST /unnamed", MaxAttempts = 3)]
    public static async Task<int> StartUnnamed(bool many, CancellationToken cancellationToken)
    {
#pragma warning disable AJ0042 // That is what it does.
        if (!many)
            await PartsPartJob.StartAsync(1, cancellationToken: cancellationToken);
        return (await PartsPartJob.StartManyAsync([1, 2], "run", cancellationToken: cancellationToken)).EnsureAllStarted().Count;
#pragma warning restore AJ0042
    }

    /// <summary>Takes several values.</summary>
    [AsyncJob("POST /pairs/{left}")]
    public static string Pair(int left, [FromBody] Cursor right, CancellationToken cancellationToken, string between = "-")
    {
        cancellationToken.ThrowIfCancellationRequested();
        return $"{left}{between}{right.Page}";
    }
}
