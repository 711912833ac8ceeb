using Microsoft.CodeAnalysis;

namespace AsyncJobs.Shared;

/// <summary>The names of a job's states, in status documents, in the table and in logs.</summary>
[Embedded]
internal static class StatusNames
{
    public const string Pending = "PENDING";
    public const string Running = "RUNNING";
    public const string Succeeded = "SUCCEEDED";
    public const string Failed = "FAILED";
    public const string TimedOut = "TIMED_OUT";
    public const string Cancelled = "CANCELLED";

    /// <summary>A state that a newer version wrote.</summary>
    public const string Unknown = "UNKNOWN";
}
