namespace AsyncJobs.Previous;

/// <summary>
/// A step of a job's life. <see cref="JobStateMachine"/> says what each one requires and does; a store applies it in one conditional write.
/// </summary>
internal abstract record JobTransition
{
    private JobTransition()
    {
    }

    /// <summary>A worker takes the job.</summary>
    /// <param name="Lease">The new attempt's lease.</param>
    /// <param name="MaxAttempts">How many attempts the job has.</param>
    /// <param name="Continuation">Which of the job's events the worker has: that of a start is 0.</param>
    internal sealed record Claim(JobLease Lease, int MaxAttempts, int Continuation = 0) : JobTransition;

    /// <summary>The worker saves what the method is to go on with, should this attempt break off.</summary>
    /// <param name="LeaseToken">The attempt's lease.</param>
    /// <param name="State">What to go on with, UTF-8 JSON.</param>
    internal sealed record SaveState(string LeaseToken, ReadOnlyMemory<byte> State) : JobTransition;

    /// <summary>The worker ends its invocation, and the attempt goes on in the next one.</summary>
    /// <param name="LeaseToken">The attempt's lease.</param>
    /// <param name="State">What to go on with, UTF-8 JSON.</param>
    /// <param name="ExpiresAt">Until when the job can be read, should nothing more come of it.</param>
    /// <param name="Progress">The last progress, where it is not yet written.</param>
    internal sealed record Continue(string LeaseToken, ReadOnlyMemory<byte> State, DateTimeOffset ExpiresAt, JobProgress? Progress = null) : JobTransition;

    /// <summary>The worker says how far it is.</summary>
    /// <param name="LeaseToken">The attempt's lease.</param>
    /// <param name="Progress">How far.</param>
    internal sealed record ReportProgress(string LeaseToken, JobProgress Progress) : JobTransition;

    /// <summary>The attempt ends and another one may follow.</summary>
    /// <param name="LeaseToken">The attempt's lease.</param>
    /// <param name="Error">Why it ended.</param>
    /// <param name="Progress">The last progress, where it is not yet written.</param>
    internal sealed record Release(string LeaseToken, JobError Error, JobProgress? Progress = null) : JobTransition;

    /// <summary>The job becomes final: by its worker, or by a reader that found the lease of a vanished worker long over.</summary>
    /// <param name="LeaseToken">The attempt's lease.</param>
    /// <param name="Status">One of the final states.</param>
    /// <param name="Result">The result, where it succeeded: UTF-8 JSON, or what <see cref="ResultEncoding"/> says.</param>
    /// <param name="Error">Why it did not succeed.</param>
    /// <param name="ExpiresAt">Until when the outcome can be read.</param>
    /// <param name="Progress">The last progress, where it is not yet written.</param>
    internal sealed record Finish(
        string LeaseToken,
        JobStatus Status,
        ReadOnlyMemory<byte> Result,
        JobError? Error,
        DateTimeOffset ExpiresAt,
        JobProgress? Progress = null) : JobTransition
    {
        /// <summary>Where the result is kept that is too large for the record.</summary>
        public PayloadReference? ResultReference { get; init; }

        /// <summary>How the result is to be read, wherever it is kept.</summary>
        public JobResultEncoding ResultEncoding { get; init; }
    }

    /// <summary>The caller cancels a job that no worker has.</summary>
    /// <param name="ExpiresAt">Until when the outcome can be read.</param>
    internal sealed record Cancel(DateTimeOffset ExpiresAt) : JobTransition;

    /// <summary>The caller asks the worker to stop.</summary>
    internal sealed record RequestCancel : JobTransition;

    /// <summary>
    /// The platform gave up on the job's event: of a job that waits for this event or for any, or whose attempt by it ended without an
    /// outcome. A job that its caller wants stopped is refused: <see cref="Finish"/> makes it CANCELLED.
    /// </summary>
    /// <param name="RequestId">The request id of the event's invocations.</param>
    /// <param name="Error">Why.</param>
    /// <param name="ExpiresAt">Until when the outcome can be read.</param>
    /// <param name="Continuation">Which of the job's events it was: that of a start is 0.</param>
    internal sealed record Settle(string RequestId, JobError Error, DateTimeOffset ExpiresAt, int Continuation = 0) : JobTransition;

    /// <summary>Somebody has sent the callback of a job that is final.</summary>
    /// <param name="Status">What came of it.</param>
    /// <param name="Attempts">How often it was sent so far.</param>
    internal sealed record RecordCallback(JobCallbackStatus Status, int Attempts) : JobTransition;
}
