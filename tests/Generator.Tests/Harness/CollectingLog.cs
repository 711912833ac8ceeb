using System.Collections.Concurrent;
using AsyncJobs.Logging;

namespace AsyncJobs.Generator.Tests.Harness;

/// <summary>Keeps the library's log lines, to say why a job failed.</summary>
internal sealed class CollectingLog : JobLog
{
    private readonly ConcurrentQueue<string> _lines = new();

    public override void Write(in JobLogEntry entry) => _lines.Enqueue(entry.ToString());

    public override string ToString() => string.Join('\n', _lines);
}
