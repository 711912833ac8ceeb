using System.Globalization;
using System.Text;
using AsyncJobs.Local.Platform;
using AsyncJobs.Logging;

namespace AsyncJobs.Testing.Platform;

/// <summary>Keeps the log's lines, and shows them to the test's own output.</summary>
internal sealed class TestLog : PlatformLog
{
    private readonly object _gate = new();
    private readonly List<JobLogEntry> _entries = [];
    private readonly LocalJobLog? _shown;

    public TestLog(Action<string>? output, TimeProvider time)
    {
        if (output is not null)
            _shown = new LocalJobLog(new LineWriter(output), time);
    }

    public IReadOnlyList<JobLogEntry> Entries
    {
        get
        {
            lock (_gate)
                return [.. _entries];
        }
    }

    public override void Write(in JobLogEntry entry)
    {
        lock (_gate)
            _entries.Add(entry);
        _shown?.Write(entry);
    }

    public override void WriteRequest(string requestId, string method, string target, int statusCode, TimeSpan elapsed) =>
        _shown?.WriteRequest(requestId, method, target, statusCode, elapsed);

    private sealed class LineWriter(Action<string> output) : StringWriter(CultureInfo.InvariantCulture)
    {
        public override Encoding Encoding => Encoding.Unicode;

        public override void WriteLine(string? value)
        {
            try
            {
                output(value ?? "");
            }
            catch (InvalidOperationException)
            {
                // The output of a test that has ended takes no more.
            }
        }
    }
}
