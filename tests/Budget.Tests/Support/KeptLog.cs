using System.Collections.Concurrent;
using AsyncJobs.Logging;

namespace AsyncJobs.Budget.Tests.Support;

/// <summary>Keeps the log's entries.</summary>
internal sealed class KeptLog : JobLog
{
    private readonly ConcurrentQueue<JobLogEntry> _entries = new();

    public IReadOnlyCollection<JobLogEntry> Entries => _entries;

    public override void Write(in JobLogEntry entry) => _entries.Enqueue(entry);
}
