namespace AsyncJobs.Logging;

/// <summary>Where the library's own log lines go. Safe for concurrent use; must not throw.</summary>
public abstract class JobLog
{
    /// <summary>Writes one line.</summary>
    public abstract void Write(in JobLogEntry entry);
}
