namespace AsyncJobs.Lifecycle;

/// <summary>What is stored of one job. Times have a precision of one millisecond.</summary>
public sealed record JobRecord
{
    /// <summary>The job's id: 128 bits as 26 characters of lower-case base 32.</summary>
    public required string Id { get; init; }

    /// <summary>The name of the job's definition.</summary>
    public required string Job { get; init; }

    /// <summary>Where the job stands. <see cref="JobStatus.Unknown"/> where a newer version wrote it: such a record is left alone.</summary>
    public required JobStatus Status { get; init; }

    /// <summary>The status as it is stored, where it is <see cref="JobStatus.Unknown"/>.</summary>
    public string? UnknownStatus { get; init; }

    /// <summary>When it was accepted.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When the record may be deleted, and from when on readers must not see it.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>When the first attempt began.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When the job became final.</summary>
    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>When the caller asked for the job to stop.</summary>
    public DateTimeOffset? CancelRequestedAt { get; init; }

    /// <summary>Whether the job is to stop, and has not ended yet.</summary>
    public bool IsCancelRequested => CancelRequestedAt is not null && !IsFinished;

    /// <summary>How many attempts have begun. One attempt may go on over many invocations.</summary>
    public int Attempt { get; init; }

    /// <summary>How often the method had itself continued in another invocation; each has an event of its own, which carries this number.</summary>
    public int Continuation { get; init; }

    /// <summary>Whether the job waits for the invocation in which its attempt goes on: the next claim is not another attempt.</summary>
    public bool IsContinued { get; init; }

    /// <summary>What the method saved to go on with, as UTF-8 JSON; empty for nothing.</summary>
    public ReadOnlyMemory<byte> State { get; init; }

    /// <summary>The place of <see cref="State"/> among the states saved; 0 before the first.</summary>
    public long StateSequence { get; init; }

    /// <summary>The lease of the latest attempt; kept after its end, so that a repeated write is recognised.</summary>
    public JobLease? Lease { get; init; }

    /// <summary>The attempts that another one followed, or another invocation: for operators.</summary>
    public JobHistory History { get; init; } = JobHistory.Empty;

    /// <summary>
    /// The attempt that <see cref="History"/> does not have: it runs, or the job ended with it. Null before the first, between two, and where the job
    /// ended between two.
    /// </summary>
    public JobAttempt? LatestAttempt => JobAttempt.LatestOf(this);

    /// <summary>The last progress reported.</summary>
    public JobProgress? Progress { get; init; }

    /// <summary>The place of <see cref="Progress"/> among the reports that were written while an attempt ran; 0 before the first.</summary>
    public long ProgressSequence { get; init; }

    /// <summary>The result, encoded as <see cref="ResultEncoding"/> says; empty for none.</summary>
    public ReadOnlyMemory<byte> Result { get; init; }

    /// <summary>Where the result is kept that is too large for the record; null where <see cref="Result"/> has it, or there is none.</summary>
    public PayloadReference? ResultReference { get; init; }

    /// <summary>
    /// The key in the payload store of the file that the result is; <see cref="Result"/> says what the file is. Null where the result is no file.
    /// </summary>
    public string? ResultFileKey { get; init; }

    /// <summary>How the result is to be read, wherever it is kept.</summary>
    public JobResultEncoding ResultEncoding { get; init; }

    /// <summary>The error of the last attempt.</summary>
    public JobError? Error { get; init; }

    /// <summary>Whose job it is; null for a job that was started without authentication.</summary>
    public string? Owner { get; init; }

    /// <summary>Whether the job has a place among the unfinished jobs of its owner, which is given back when it has ended.</summary>
    public bool IsCounted { get; init; }

    /// <summary>Whether the list of its owner has the job. Said when it is created, and kept.</summary>
    public bool IsListed { get; init; }

    /// <summary>Whether the list of all jobs has it. Said when it is created, and kept.</summary>
    public bool IsListedForAll { get; init; }

    /// <summary>
    /// The id that the caller gave the request in <c>x-correlation-id</c>; null where they gave none, and the job's own id serves as one.
    /// </summary>
    public string? CorrelationId { get; init; }

    /// <summary>A digest of the input of a job that was started under an Idempotency-Key.</summary>
    public string? InputDigest { get; init; }

    /// <summary>Whether the input is kept beside the record, so that the job can be run again.</summary>
    public bool IsInputKept { get; init; }

    /// <summary>Where the input is kept that is too large to be beside the record; null where it is there, or is not kept.</summary>
    public PayloadReference? InputReference { get; init; }

    /// <summary>The id of the job that this one runs again; null for one that is no repetition.</summary>
    public string? RetryOf { get; init; }

    /// <summary>Who sends the event again, or has; null for a job whose start nobody repeated before a worker had it.</summary>
    public JobRedispatch? Redispatch { get; init; }

    /// <summary>
    /// Whether the request that stored the job could not tell whether the platform has its event. Kept, but of no meaning once a worker had the job.
    /// </summary>
    public bool IsStartDoubted { get; init; }

    /// <summary>Whether it is open whether the job will ever run: its start was doubted, and no worker has had it since.</summary>
    public bool IsStartUnsure => IsStartDoubted && Status is JobStatus.Pending && Attempt == 0;

    /// <summary>The callback that its caller asked for; null for none.</summary>
    public JobCallback? Callback { get; init; }

    /// <summary>
    /// When the job was removed with all that was kept of it. What is left stands for its idempotency key while an event of the job may still come;
    /// readers must not see it.
    /// </summary>
    public DateTimeOffset? PurgedAt { get; init; }

    /// <summary>Whether the job is final.</summary>
    public bool IsFinished => Status >= JobStatus.Succeeded;
}
