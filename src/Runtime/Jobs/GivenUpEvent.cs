namespace AsyncJobs.Jobs;

/// <summary>An event that the platform gave up on: its retries are used up, or it became too old.</summary>
/// <param name="RequestId">The request id of the event's invocations.</param>
/// <param name="Continuation">Which of the job's events it was: that of a start is 0.</param>
/// <param name="IsTooOld">Whether it waited too long for a worker, instead of failing there.</param>
internal sealed record GivenUpEvent(string RequestId, int Continuation, bool IsTooOld);
