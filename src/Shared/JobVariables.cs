using Microsoft.CodeAnalysis;

namespace AsyncJobs.Shared;

/// <summary>The names of the environment variables by which a deployment tells a function what it runs on.</summary>
[Embedded]
internal static class JobVariables
{
    /// <summary>The name of the DynamoDB table.</summary>
    public const string Table = "ASYNCJOBS_TABLE";

    /// <summary>
    /// The worker functions, <c>job=function,job=function</c>; a function by name or ARN, or the alias of the function itself as <c>:alias</c>. The
    /// pair <c>*=Shop-*-work</c> is for all jobs that no other one names. Only functions that start jobs need it.
    /// </summary>
    public const string Workers = "ASYNCJOBS_WORKERS";

    /// <summary>The bucket for large inputs and results, <c>bucket</c> or <c>bucket/prefix</c>.</summary>
    public const string Bucket = "ASYNCJOBS_BUCKET";

    /// <summary>The endpoint of that bucket, if it is not on AWS: a job's other buckets stay where they are.</summary>
    public const string S3Endpoint = "ASYNCJOBS_S3_ENDPOINT";

    /// <summary>The URL of the queue through which settle is told to look at a job later.</summary>
    public const string Queue = "ASYNCJOBS_QUEUE";

    /// <summary>The endpoint of that queue, if it is not on AWS: a job's other queues stay where they are.</summary>
    public const string SqsEndpoint = "ASYNCJOBS_SQS_ENDPOINT";

    /// <summary>Which handler of which job the function runs.</summary>
    public const string Handler = "ASYNCJOBS_HANDLER";

    /// <summary>
    /// Whether a function prepares its calls of AWS while it starts: <c>true</c>, which is the default, or <c>false</c>.
    /// </summary>
    public const string WarmUp = "ASYNCJOBS_WARM_UP";

    /// <summary>Who owns a job; <see cref="OwnerValue"/> says what it may be.</summary>
    public const string Owner = "ASYNCJOBS_OWNER";

    /// <summary>How many unfinished jobs an owner may have; 0 for any number. <see cref="OwnerLimitValue"/> says what it may be.</summary>
    public const string MaxUnfinishedPerOwner = "ASYNCJOBS_MAX_UNFINISHED_PER_OWNER";

    /// <summary>How many jobs an owner may start a minute; 0 for any number. <see cref="OwnerLimitValue"/> says what it may be.</summary>
    public const string MaxStartsPerMinutePerOwner = "ASYNCJOBS_MAX_STARTS_PER_MINUTE_PER_OWNER";

    /// <summary>How many streams a caller may hold; 0 for any number. <see cref="OwnerLimitValue"/> says what it may be.</summary>
    public const string MaxStreamsPerOwner = "ASYNCJOBS_MAX_STREAMS_PER_OWNER";

    /// <summary>Whether callers may remove their finished jobs: <c>true</c> or <c>false</c>.</summary>
    public const string Purge = "ASYNCJOBS_PURGE";

    /// <summary>
    /// Whether what is in front of the function takes replies part by part, and in no other form: <c>true</c> or <c>false</c>.
    /// </summary>
    public const string Streaming = "ASYNCJOBS_STREAMING";

    /// <summary>
    /// Whether callers may list their jobs, and each job of an owner is stored with the keys of the index that this needs: <c>true</c> or
    /// <c>false</c>.
    /// </summary>
    public const string List = "ASYNCJOBS_LIST";

    /// <summary>Whether each job is stored with the keys of the index by which all jobs are listed: <c>true</c> or <c>false</c>.</summary>
    public const string ListAll = "ASYNCJOBS_LIST_ALL";

    /// <summary>The origins whose pages may call the jobs from a browser; <see cref="OriginList"/> says what it may be.</summary>
    public const string CorsOrigins = "ASYNCJOBS_CORS_ORIGINS";

    /// <summary>The host and port of the local host that has started the process and whose end ends it; the local host sets it.</summary>
    public const string Lifeline = "ASYNCJOBS_LIFELINE";

    /// <summary>Where the API is reached from outside, where <c>Location</c> shall be absolute.</summary>
    public const string PublicUrl = "ASYNCJOBS_PUBLIC_URL";

    /// <summary>How often a worker looks for a cancel, in seconds; 0 for never.</summary>
    public const string CancelPollSeconds = "ASYNCJOBS_CANCEL_POLL_SECONDS";

    /// <summary>How long the platform waits before it retries a failed invocation, in seconds.</summary>
    public const string RetryDelaySeconds = "ASYNCJOBS_RETRY_DELAY_SECONDS";

    /// <summary>A secret for the ids that derive from idempotency keys.</summary>
    public const string IdempotencySecret = "ASYNCJOBS_IDEMPOTENCY_SECRET";

    /// <summary>
    /// The secrets that sign callbacks, as Standard Webhooks writes them, or where they stand, as <see cref="SecretReference"/> has it; separated by
    /// spaces.
    /// </summary>
    public const string WebhookSecret = "ASYNCJOBS_WEBHOOK_SECRET";

    /// <summary>Whether callbacks may go to the machine itself, <c>true</c> or <c>false</c>. Set by the local host, and read there only.</summary>
    public const string LoopbackCallbacks = "ASYNCJOBS_LOOPBACK_CALLBACKS";

    /// <summary>The hosts that callbacks may go to, separated by spaces or commas.</summary>
    public const string CallbackHosts = "ASYNCJOBS_CALLBACK_HOSTS";
}
