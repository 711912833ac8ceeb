using Microsoft.CodeAnalysis;

namespace AsyncJobs.Shared;

/// <summary>The names of what stands in a line of the log, and in a line of metrics.</summary>
[Embedded]
internal static class LogNames
{
    public const string Timestamp = "timestamp";
    public const string Level = "level";

    /// <summary>What happened: one of <see cref="JobEvents"/>.</summary>
    public const string Event = "event";

    public const string Message = "message";

    /// <summary>Whose line it is, where it is not the library's own: the category of a logger.</summary>
    public const string Category = "category";

    /// <summary>The values of such a line and of its scopes, by their names.</summary>
    public const string Values = "values";

    /// <summary>The job's name, which is also the dimension of the metrics that are counted from the log.</summary>
    public const string Job = "job";

    public const string JobId = "jobId";
    public const string RequestId = "requestId";
    public const string Attempt = "attempt";

    /// <summary>One of <see cref="StatusNames"/>.</summary>
    public const string Status = "status";

    /// <summary>The service that is called, which is also the dimension of the metrics of calls.</summary>
    public const string Service = "service";

    public const string Method = "method";
    public const string Url = "url";
    public const string GrantedMs = "grantedMs";
    public const string ElapsedMs = "elapsedMs";
    public const string CorrelationId = "correlationId";
    public const string TraceId = "traceId";
    public const string Exception = "exception";
}
