namespace AsyncJobs.Logging;

/// <summary>Where the library's own log lines go. Safe for concurrent use; must not throw.</summary>
public abstract class JobLog
{
    /// <summary>A log that keeps nothing.</summary>
    public static JobLog None { get; } = new NoJobLog();

    /// <summary>Writes one line.</summary>
    public abstract void Write(in JobLogEntry entry);

    private sealed class NoJobLog : JobLog
    {
        public override void Write(in JobLogEntry entry)
        {
        }
    }
}
