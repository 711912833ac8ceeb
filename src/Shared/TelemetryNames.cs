using Microsoft.CodeAnalysis;

namespace AsyncJobs.Shared;

/// <summary>The names that listeners in the process, such as OpenTelemetry, see.</summary>
[Embedded]
internal static class TelemetryNames
{
    /// <summary>The meter, the source of spans, and the default namespace of metrics.</summary>
    public const string Source = "AsyncJobs";

    public const string CallDuration = "asyncjobs.call.duration";
    public const string Fallbacks = "asyncjobs.fallbacks";

    public const string JobsStarted = "asyncjobs.jobs.started";
    public const string JobsFinished = "asyncjobs.jobs.finished";
    public const string JobDuration = "asyncjobs.job.duration";
    public const string JobAttempts = "asyncjobs.job.attempts";
    public const string QueueTime = "asyncjobs.job.queue_time";
    public const string ClaimsRefused = "asyncjobs.claims.refused";

    public const string Job = "asyncjobs.job";
    public const string JobId = "asyncjobs.job_id";
    public const string Attempt = "asyncjobs.attempt";
    public const string Status = "asyncjobs.status";
    /// <summary>What failed, of the semantic conventions: https://opentelemetry.io/docs/specs/semconv/attributes-registry/error/.</summary>
    public const string ErrorType = "error.type";

    public const string Service = "asyncjobs.service";
    public const string GrantedMs = "asyncjobs.granted_ms";

    /// <summary>How a call ended: answered, failed, cancelled, timedout or refused.</summary>
    public const string Outcome = "asyncjobs.outcome";

    public const string Chain = "asyncjobs.chain";
    public const string Step = "asyncjobs.step";
}
