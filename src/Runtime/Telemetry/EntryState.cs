using System.Collections;
using System.Globalization;
using System.Text;
using AsyncJobs.Logging;
using AsyncJobs.Shared;

namespace AsyncJobs.Telemetry;

/// <summary>
/// A line of the library's own as an <see cref="Microsoft.Extensions.Logging.ILogger"/> takes it: values by the names that they have in the lines of
/// JSON, and a template that names those of them that a person looks for.
/// </summary>
/// <remarks>
/// The event is not among the values: a provider that writes them side by side would write a line that the metric filters of alarms count again.
/// </remarks>
internal sealed class EntryState : IReadOnlyList<KeyValuePair<string, object?>>
{
    private readonly List<KeyValuePair<string, object?>> _values = new(16);
    private readonly string _text;

    public EntryState(in JobLogEntry entry)
    {
        StringBuilder text = new(entry.Event);
        StringBuilder template = new(entry.Event);
        Name(" ", LogNames.Job, entry.Job);
        Name(" ", LogNames.JobId, entry.JobId);
        Name(" attempt ", LogNames.Attempt, entry.Attempt > 0 ? entry.Attempt : null);
        Name(" ", LogNames.Status, entry.Status?.ToWireName());
        Name(" ", LogNames.Service, entry.Service);
        Name(": ", LogNames.Message, entry.Message);
        Add(LogNames.RequestId, entry.RequestId);
        Add(LogNames.Method, entry.Method);
        Add(LogNames.Url, entry.Url);
        Add(LogNames.GrantedMs, entry.Granted?.TotalMilliseconds);
        Add(LogNames.ElapsedMs, entry.Elapsed?.TotalMilliseconds);
        Add(LogNames.CorrelationId, entry.CorrelationId);
        Add(LogNames.TraceId, entry.TraceId);
        _text = text.ToString();
        Add("{OriginalFormat}", template.ToString());

        void Name(string before, string name, object? value)
        {
            if (value is null)
                return;

            text.Append(CultureInfo.InvariantCulture, $"{before}{value}");
            template.Append(before).Append('{').Append(name).Append('}');
            Add(name, value);
        }
    }

    public int Count => _values.Count;

    public KeyValuePair<string, object?> this[int index] => _values[index];

    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator() => _values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public override string ToString() => _text;

    private void Add(string name, object? value)
    {
        if (value is not null)
            _values.Add(new(name, value));
    }
}
