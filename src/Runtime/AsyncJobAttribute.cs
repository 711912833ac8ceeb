using AsyncJobs.Shared;

namespace AsyncJobs;

/// <summary>
/// Makes a method a long-running HTTP endpoint: a request to its route is answered at once with 202 and the job's URL,
/// the method runs in a Lambda function of its own, and the job's URL tells how far it is. Without a route, code alone starts the job.
/// </summary>
/// <remarks>
/// Put it on a static method, or on an instance method of a class whose constructor parameters come from the services
/// that the method marked <see cref="JobServicesAttribute"/> registers.
/// </remarks>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class AsyncJobAttribute : Attribute
{
    /// <summary>
    /// Marks a job without a route: no request starts it, but code does by the generated <c>StartAsync</c>, such as a function that a queue or a
    /// schedule invokes. It needs a <see cref="Name"/>.
    /// </summary>
    public AsyncJobAttribute()
    {
    }

    /// <summary>Marks a job that requests start.</summary>
    /// <param name="route">
    /// HTTP method and path, as API Gateway writes a route key: <c>"POST /reports/{name}"</c>.
    /// A placeholder binds the parameter of the same name.
    /// </param>
    public AsyncJobAttribute(string route) => Route = route;

    /// <summary>HTTP method and path of the endpoint; null for a job without one.</summary>
    public string? Route { get; }

    /// <summary>
    /// The job's name in the table, in logs and in the status document: 1 to 40 lower-case letters, digits and hyphens, starting with a letter.
    /// By default the literal parts of the route: <c>POST /link-checks</c> is <c>link-checks</c>. A job without a route has no default.
    /// </summary>
    public string? Name { get; set; }

    /// <summary>
    /// The worker function's timeout: 1 to 900 s, the limit of Lambda. Default: 900. Up to 5400 s, the limit of Lambda Managed Instances, if the
    /// build's <c>AsyncJobsCapacityProvider</c> names the capacity provider on which such workers run.
    /// </summary>
    /// <remarks>https://docs.aws.amazon.com/lambda/latest/dg/configuration-timeout.html</remarks>
    public int TimeoutSeconds { get; set; } = JobDefaults.TimeoutSeconds;

    /// <summary>
    /// The worker function's memory: 128 to 10240 MB, the limits of Lambda. Default: 512. On Lambda Managed Instances it is 2048 MB at least.
    /// </summary>
    public int MemorySize { get; set; } = JobDefaults.MemorySize;

    /// <summary>How often the method is tried before the job is FAILED: 1 to 3, the limit of Lambda's asynchronous retries. Default: 3.</summary>
    public int MaxAttempts { get; set; } = JobDefaults.MaxAttempts;

    /// <summary>
    /// Whether a method that does not finish within its invocation is tried again while attempts remain. Default: false, and the job is
    /// TIMED_OUT at once: the same work would mostly need the same time again.
    /// </summary>
    public bool RetryOnTimeout { get; set; }

    /// <summary>
    /// Whether a request must have an <c>Idempotency-Key</c>, so that whoever repeats it cannot start a second job; one without is
    /// answered with 400. A start from code must have one as well. Default: false.
    /// </summary>
    public bool RequireIdempotencyKey { get; set; }

    /// <summary>
    /// Time kept back at the end of an invocation to record what happened: 100 to 60000 ms, and less than the timeout. Default: 1000.
    /// The method's token fires when only this is left.
    /// </summary>
    public int ReserveMilliseconds { get; set; } = JobDefaults.ReserveMilliseconds;

    /// <summary>
    /// The type of what the method goes on with in another invocation: what it hands to <see cref="JobContext.ContinueAsync"/> or
    /// <see cref="JobContext.SaveStateAsync"/>, and gets from <see cref="JobContext.State"/>. It is written as JSON, as bodies and results are.
    /// </summary>
    public Type? State { get; set; }

    /// <summary>
    /// The names of the jobs that the method may start, its own among them if it starts itself: <c>["link-checks"]</c>. The worker function is
    /// permitted to invoke their workers and no others, and a start of another job of the application fails.
    /// </summary>
    /// <remarks>What starts jobs without being one needs no such list: a request's handler, a console, a test.</remarks>
    public string[] Starts { get; set; } = [];

    /// <summary>
    /// How long a job may take in all that continues in other invocations, from the start of its first one: 1 to 604800 s, a week.
    /// Default: 86400, a day. After it, the job is not continued but TIMED_OUT.
    /// </summary>
    public int TotalTimeoutSeconds { get; set; } = JobDefaults.TotalTimeoutSeconds;

    /// <summary>
    /// The authorizer of the API that requests of this job have to pass, by its name in the template: 1 to 128 letters, digits, hyphens
    /// and underscores, starting with a letter. Default: the API's own default.
    /// </summary>
    /// <remarks>
    /// See the property Auth of https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-function-httpapi.html:
    /// <c>NONE</c> opens the endpoint where the API has a default authorizer, and <c>AWS_IAM</c> takes signed requests.
    /// </remarks>
    public string? Authorizer { get; set; }

    /// <summary>How long a finished job and its result can be read: 1 to 8760 h. Default: 24.</summary>
    public int RetentionHours { get; set; } = JobDefaults.RetentionHours;

    /// <summary>
    /// Whether the input is kept beside the job, so that a job that has ended can be run again: by its owner with <c>POST /jobs/{id}/retry</c>, or
    /// from code with <see cref="Jobs.JobApp.RetryAsync"/>. Default: what the build's <c>AsyncJobsKeepInput</c> says, and false where it says
    /// nothing.
    /// </summary>
    /// <remarks>
    /// It costs one write more for each job. The input is not shown to anybody; it is removed with the job by a purge, and otherwise expires, up to
    /// the retention, 13 hours and the total timeout after the job.
    /// </remarks>
    public bool KeepInput { get; set; }
}
