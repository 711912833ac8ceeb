using AsyncJobs.Logging;

namespace AsyncJobs.Local.Platform;

/// <summary>A log that takes requests, too.</summary>
internal abstract class PlatformLog : JobLog
{
    /// <summary>Says what became of a request.</summary>
    public abstract void WriteRequest(string requestId, string method, string target, int statusCode, TimeSpan elapsed);
}
