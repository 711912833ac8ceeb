namespace AsyncJobs.Jobs;

/// <summary>One of the jobs that another one has waited for.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Job">
/// The job at its end. Null where there is none of this id and definition, it has expired or was removed, or its result is not kept any more.
/// </param>
/// <typeparam name="TResult">The type of its result.</typeparam>
public sealed record JoinedJob<TResult>(string Id, JobSnapshot<TResult>? Job)
{
    /// <summary>Whether it SUCCEEDED, and is there.</summary>
    public bool IsSucceeded => Job?.Status is JobStatus.Succeeded;
}
