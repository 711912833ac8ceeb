using AsyncJobs.Ending;
using AsyncJobs.Events;
using AsyncJobs.Jobs;
using AsyncJobs.Lifecycle;

namespace AsyncJobs.Endpoints;

/// <summary>Finds the job that a request names, if it is there for its caller.</summary>
/// <param name="owners">Who owns the jobs.</param>
/// <param name="reader">Reads them.</param>
/// <param name="log">Says of whom it is not known who they are.</param>
internal sealed class CallerJobs(OwnerSetting owners, JobReader reader, EndpointLog log)
{
    public const string NotFoundMessage = "There is no such job. It may have expired.";

    /// <returns>The job as it stands, ended where its worker has vanished; null where there is none for the caller.</returns>
    public async ValueTask<JobRecord?> FindAsync(string id, HttpEvent request, Invocation invocation, InvocationBudget budget)
    {
        JobRecord? record = await reader.ReadAsync(id, budget.Token).ConfigureAwait(false);

        // One read and nothing else for a job of another caller, just as for one that does not exist.
        return record is not null && IsFor(record, request, invocation)
            ? await reader.EndLostAsync(record, invocation.RequestId, budget, budget.Token).ConfigureAwait(false)
            : null;
    }

    // A job without an owner is there for whoever knows its id, also for a caller of whom nobody can tell who they are.
    private bool IsFor(JobRecord record, HttpEvent request, Invocation invocation)
    {
        if (record.Owner is null)
            return true;

        JobOwner caller = request.Owner(owners);
        if (caller.IsUnknown)
            log.OwnerUnknown(caller, owners, record.Job, record.Id, invocation);
        return record.Owner == caller.Text;
    }
}
