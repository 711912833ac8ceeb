namespace AsyncJobs.Lifecycle;

/// <summary>
/// A step of a job's life. <see cref="JobStateMachine"/> says what each one requires and does; a store applies it in one conditional write.
/// </summary>
public abstract record JobTransition
{
    private JobTransition()
    {
    }

    /// <summary>A worker takes the job. If it takes it from one that vanished, the history has that one's attempt from then on.</summary>
    /// <param name="Lease">The new attempt's lease.</param>
    /// <param name="MaxAttempts">How many attempts the job has.</param>
    /// <param name="Continuation">Which of the job's events the worker has: that of a start is 0.</param>
    public sealed record Claim(JobLease Lease, int MaxAttempts, int Continuation = 0) : JobTransition;

    /// <summary>The worker saves what the method is to go on with, should this attempt break off.</summary>
    /// <param name="LeaseToken">The attempt's lease.</param>
    /// <param name="State">What to go on with, UTF-8 JSON.</param>
    /// <param name="Sequence">Its place among the states saved, rising: one that was held back on the wire does not replace a later one.</param>
    public sealed record SaveState(string LeaseToken, ReadOnlyMemory<byte> State, long Sequence) : JobTransition;

    /// <summary>The worker ends its invocation, and the attempt goes on in the next one.</summary>
    /// <param name="LeaseToken">The attempt's lease.</param>
    /// <param name="State">What to go on with, UTF-8 JSON.</param>
    /// <param name="ExpiresAt">Until when the job can be read, should nothing more come of it.</param>
    /// <param name="Progress">The last progress, where it is not yet written.</param>
    public sealed record Continue(
        string LeaseToken, ReadOnlyMemory<byte> State, DateTimeOffset ExpiresAt, JobProgress? Progress = null) : JobTransition
    {
        /// <summary>The job's history with what this invocation did, which its worker knows from its claim; null to leave it as it is.</summary>
        public JobHistory? History { get; init; }
    }

    /// <summary>The worker says how far it is.</summary>
    /// <param name="LeaseToken">The attempt's lease.</param>
    /// <param name="Progress">How far.</param>
    /// <param name="Sequence">Its place among the reports, rising: one that was held back on the wire does not replace a later one.</param>
    public sealed record ReportProgress(string LeaseToken, JobProgress Progress, long Sequence) : JobTransition;

    /// <summary>The attempt ends and another one may follow.</summary>
    /// <param name="LeaseToken">The attempt's lease.</param>
    /// <param name="Error">Why it ended.</param>
    /// <param name="Progress">The last progress, where it is not yet written.</param>
    public sealed record Release(string LeaseToken, JobError Error, JobProgress? Progress = null) : JobTransition
    {
        /// <summary>The job's history with this attempt, which its worker knows from its claim; null to leave it as it is.</summary>
        public JobHistory? History { get; init; }
    }

    /// <summary>The job becomes final: by its worker, or by a reader that found the lease of a vanished worker long over.</summary>
    /// <param name="LeaseToken">The attempt's lease.</param>
    /// <param name="Status">One of the final states.</param>
    /// <param name="Result">The result, where it succeeded: UTF-8 JSON, or what <see cref="ResultEncoding"/> says.</param>
    /// <param name="Error">Why it did not succeed.</param>
    /// <param name="ExpiresAt">Until when the outcome can be read.</param>
    /// <param name="Progress">The last progress, where it is not yet written.</param>
    public sealed record Finish(
        string LeaseToken,
        JobStatus Status,
        ReadOnlyMemory<byte> Result,
        JobError? Error,
        DateTimeOffset ExpiresAt,
        JobProgress? Progress = null) : JobTransition
    {
        /// <summary>Where the result is kept that is too large for the record.</summary>
        public PayloadReference? ResultReference { get; init; }

        /// <summary>The key in the payload store of the file that the result is; <see cref="Result"/> says what the file is.</summary>
        public string? ResultFileKey { get; init; }

        /// <summary>How the result is to be read, wherever it is kept.</summary>
        public JobResultEncoding ResultEncoding { get; init; }

        /// <summary>
        /// Whether it is refused where the job's caller wants it to stop. Who ends a job that they do not run may have read it before that.
        /// </summary>
        public bool UnlessToStop { get; init; }
    }

    /// <summary>The caller cancels a job that no worker has.</summary>
    /// <param name="ExpiresAt">Until when the outcome can be read.</param>
    public sealed record Cancel(DateTimeOffset ExpiresAt) : JobTransition;

    /// <summary>The caller asks the worker to stop.</summary>
    public sealed record RequestCancel : JobTransition;

    /// <summary>
    /// The platform gave up on the job's event: of a job that waits for this event or for any, or whose attempt by it ended without an
    /// outcome. While the lease lasts it is refused, since another delivery of the same event may be at work. So is a job that its caller
    /// wants stopped: <see cref="Finish"/> makes it CANCELLED.
    /// </summary>
    /// <param name="RequestId">The request id of the event's invocations.</param>
    /// <param name="Error">Why.</param>
    /// <param name="ExpiresAt">Until when the outcome can be read.</param>
    /// <param name="Continuation">Which of the job's events it was: that of a start is 0.</param>
    public sealed record Settle(string RequestId, JobError Error, DateTimeOffset ExpiresAt, int Continuation = 0) : JobTransition
    {
        /// <summary>
        /// The token of the record's <see cref="JobRecord.Redispatch"/> as it was read; null for none. It is refused where the record has another
        /// one: a repeated start has sent an event in the meantime, or is about to.
        /// </summary>
        public string? RedispatchToken { get; init; }
    }

    /// <summary>
    /// A request that repeats a start under an idempotency key takes it on itself to send the event again, as the request before it may have ended
    /// between record and event. One request at a time does, and none once an event was sent this way.
    /// </summary>
    /// <param name="Token">Unique to the request that sends.</param>
    /// <param name="Until">When that request has ended for certain.</param>
    public sealed record Redispatch(string Token, DateTimeOffset Until) : JobTransition;

    /// <summary>The request that took it on itself to send the event again says what became of it.</summary>
    /// <param name="Token">Unique to the request.</param>
    /// <param name="IsSent">Whether the platform has the event. If not, another request may try.</param>
    public sealed record RecordRedispatch(string Token, bool IsSent) : JobTransition;

    /// <summary>
    /// The request that stored the job cannot tell whether the platform has its event, and could not remove the record. Refused once a worker has the
    /// job, which is the answer to that.
    /// </summary>
    public sealed record DoubtStart : JobTransition;

    /// <summary>
    /// Somebody takes it on themselves to try the callback of a job that is final. Refused while somebody else does, and before it is due.
    /// </summary>
    /// <param name="Holder">Their right to.</param>
    /// <param name="IsAnew">
    /// Whether it is tried now whatever became of it, and its schedule begins anew. Refused only while somebody tries it: for 15 minutes after the
    /// job's end, that may be whoever ended it.
    /// </param>
    public sealed record ClaimCallback(JobCallbackClaim Holder, bool IsAnew = false) : JobTransition
    {
        /// <summary>
        /// The token of the message that brings this try, or where <see cref="IsAnew"/> the later ones; it was sent before. Refused where another
        /// message brings the tries, unless <see cref="IsAnew"/>, which takes them over. Null for no message: that leaves the record's
        /// <see cref="JobCallback.Chain"/> as it is, or removes it where <see cref="IsAnew"/>.
        /// </summary>
        public string? Chain { get; init; }
    }

    /// <summary>
    /// Somebody has tried the callback of a job that is final. While somebody else has a <see cref="JobCallback.Claim"/>, only a delivery is written.
    /// </summary>
    /// <param name="Status">What came of it.</param>
    /// <param name="Attempts">How often it was tried so far.</param>
    public sealed record RecordCallback(JobCallbackStatus Status, int Attempts) : JobTransition
    {
        /// <summary>
        /// The token of the <see cref="JobCallback.Claim"/> under which it was tried, which ends then; null for none, which leaves that of somebody
        /// else.
        /// </summary>
        public string? ClaimToken { get; init; }

        /// <summary>When it is tried next; null where nobody has planned it. Ignored where it is not still to come.</summary>
        public DateTimeOffset? NextAt { get; init; }

        /// <summary>
        /// The token of the message that brings the next try, which was sent before. Refused where the callback was given up, or another message
        /// brings the tries: what was sent is then of no use. Null to leave the record's <see cref="JobCallback.Chain"/> as it is. It ends with the
        /// callback.
        /// </summary>
        public string? Chain { get; init; }

        /// <summary>The latest tries, which who has tried knows from the record; null to leave them as they are.</summary>
        public IReadOnlyList<JobCallbackTry>? Tries { get; init; }

        /// <summary>
        /// Until when the job can be read, where that is later than the record says: refused where it is not. Null to leave it as it is.
        /// </summary>
        public DateTimeOffset? ExpiresAt { get; init; }
    }
}
