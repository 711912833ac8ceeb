using System.Collections.Concurrent;
using AsyncJobs.Logging;

namespace AsyncJobs.Runtime.Tests.Support;

/// <summary>Keeps the log's entries.</summary>
internal sealed class TestLog : JobLog
{
    private readonly ConcurrentQueue<JobLogEntry> _entries = new();

    public IEnumerable<string> Events => _entries.Select(entry => entry.Event);

    public IEnumerable<JobLogEntry> Entries => _entries;

    public override void Write(in JobLogEntry entry) => _entries.Enqueue(entry);
}
