namespace AsyncJobs.Sam;

/// <summary>What a build, or a command line, asks for.</summary>
internal sealed record TemplateOptions
{
    /// <summary>The assembly with the jobs.</summary>
    public required string Assembly { get; init; }

    /// <summary>The template.</summary>
    public string Template { get; init; } = "serverless.template";

    /// <summary>The folder of the project, which SAM builds.</summary>
    public string Project { get; init; } = ".";

    /// <summary><c>http</c> or <c>rest</c> for the API that SAM adds, or the logical id of one in the template.</summary>
    public string Api { get; init; } = "http";

    /// <summary>The authorizer of every endpoint whose job names none.</summary>
    public string? Authorizer { get; init; }

    /// <summary>Who owns a job, as <c>AsyncJobsOwner</c> says; null for what the assembly says, if it does.</summary>
    public string? Owner { get; init; }

    /// <summary>How many unfinished jobs an owner may have, as <c>AsyncJobsMaxUnfinishedPerOwner</c> says; null for what the assembly says.</summary>
    public string? MaxUnfinishedPerOwner { get; init; }

    /// <summary>
    /// How many jobs an owner may start a minute, as <c>AsyncJobsMaxStartsPerMinutePerOwner</c> says; null for what the assembly says.
    /// </summary>
    public string? MaxStartsPerMinutePerOwner { get; init; }

    /// <summary>How many streams an owner may hold, as <c>AsyncJobsMaxStreamsPerOwner</c> says; null for what the assembly says.</summary>
    public string? MaxStreamsPerOwner { get; init; }

    /// <summary>Whether callers may remove their jobs, as <c>AsyncJobsPurge</c> says; null for what the assembly says, if it does.</summary>
    public bool? AllowsPurge { get; init; }

    /// <summary>
    /// The hosts that callbacks may go to, as <c>AsyncJobsCallbackHosts</c> says, separated by spaces; null for what the assembly says, if it does.
    /// </summary>
    public string? CallbackHosts { get; init; }

    /// <summary>
    /// Where the secrets stand that sign callbacks, as <c>AsyncJobsWebhookSecret</c> says, separated by spaces; null for what the assembly says, if
    /// it does.
    /// </summary>
    public string? WebhookSecret { get; init; }

    /// <summary>Whether callers may list their jobs, as <c>AsyncJobsList</c> says; null for what the assembly says, if it does.</summary>
    public bool? AllowsList { get; init; }

    /// <summary>Whether all jobs are listed by an index, as <c>AsyncJobsListAll</c> says; null for what the assembly says, if it does.</summary>
    public bool? ListsAll { get; init; }

    /// <summary>By what how jobs go on is streamed, as <c>AsyncJobsStreaming</c> says; null for what the assembly says, if it does.</summary>
    public StreamForm? Streaming { get; init; }

    /// <summary>
    /// Whether jobs have URLs at the API, as <c>AsyncJobsStatus</c> says; null for what the assembly says, if it does, and else for URLs where a job
    /// has a route.
    /// </summary>
    public bool? HasStatus { get; init; }

    /// <summary>
    /// The origins whose pages may call, as <c>AsyncJobsCorsOrigins</c> says, separated by spaces; null for what the assembly says, if it does.
    /// </summary>
    public string? CorsOrigins { get; init; }

    /// <summary>How long logs are kept; 0 for log groups that Lambda makes, which keep them for ever.</summary>
    public int LogRetentionDays { get; init; } = 30;

    /// <summary>Whether all functions of the jobs write into one log group.</summary>
    public bool SharesLogGroup { get; init; }

    /// <summary>Whether the workers have one role.</summary>
    public bool SharesRole { get; init; }

    /// <summary>Whether each worker has a name that follows from its job's.</summary>
    public bool NamesWorkers { get; init; }

    /// <summary>Which alarms there are, as <c>AsyncJobsAlarms</c> says.</summary>
    public AlarmForm Alarms { get; init; }

    public bool HasAlarms => Alarms is not AlarmForm.None;

    /// <summary>Whether an alarm watches the jobs of all kinds.</summary>
    public bool SharesAlarms => Alarms is AlarmForm.Shared || (Alarms is AlarmForm.Usual && SharesLogGroup);

    /// <summary>Who is told of alarms: the ARN of an SNS topic, or the logical id of one in the template.</summary>
    public string? AlarmTopic { get; init; }

    /// <summary>Whether X-Ray traces the functions.</summary>
    public bool HasTracing { get; init; }

    /// <summary>Whether the table outlives its stack.</summary>
    public bool RetainsTable { get; init; } = true;

    /// <summary>
    /// Whether jobs share the function that answers requests, as <c>AsyncJobsFunctions</c> says; null for what the assembly says, if it does, and
    /// else for one that they share.
    /// </summary>
    public bool? SharesFunctions { get; init; }

    /// <summary>
    /// The bucket of large inputs and results: <c>true</c> for one that is made, <c>false</c> for none, else <c>bucket</c> or <c>bucket/prefix</c>,
    /// in which <c>${Id}</c> stands for a parameter or bucket of the template. Null for <c>true</c> where the assembly references AsyncJobs.S3.
    /// </summary>
    public string? PayloadBucket { get; init; }

    /// <summary>The user's own key on what is stored, as <c>AsyncJobsKmsKey</c> says; null for keys of AWS.</summary>
    public string? KmsKey { get; init; }

    /// <summary>
    /// The capacity provider of the workers that need more time than Lambda's own, as <c>AsyncJobsCapacityProvider</c> says; null for none.
    /// </summary>
    public string? CapacityProvider { get; init; }

    /// <summary>Whether there is a queue by which settle is told to look at a job later.</summary>
    public bool HasQueue { get; init; } = true;

    /// <summary>Lambda's runtime; null for the one that suits the assembly.</summary>
    public string? Runtime { get; init; }

    /// <summary>x86_64 or arm64; null for Lambda's default.</summary>
    public string? Architecture { get; init; }

    /// <summary>Whether the program is published as native code.</summary>
    public bool IsNative { get; init; }

    /// <summary>What logical ids begin with, or names of functions; null for the assembly's name.</summary>
    public string? Prefix { get; init; }
}
