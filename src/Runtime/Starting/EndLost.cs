using AsyncJobs.Lifecycle;

namespace AsyncJobs.Starting;

/// <summary>Writes down that a job is lost, where its worker has vanished, as a reader of the job does.</summary>
/// <param name="record">The job as it was read.</param>
/// <param name="requestId">The invocation, for the log; null for none.</param>
/// <param name="budget">What its callback may spend.</param>
/// <param name="cancellationToken">Gives up.</param>
/// <returns>The job as it stands then; null when it is gone.</returns>
internal delegate ValueTask<JobRecord?> EndLost(
    JobRecord record, string? requestId, InvocationBudget budget, CancellationToken cancellationToken);
