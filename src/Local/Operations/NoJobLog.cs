using AsyncJobs.Logging;

namespace AsyncJobs.Local.Operations;

/// <summary>Takes lines that nobody needs.</summary>
internal sealed class NoJobLog : JobLog
{
    public override void Write(in JobLogEntry entry)
    {
    }
}
