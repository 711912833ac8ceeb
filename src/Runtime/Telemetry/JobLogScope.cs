using System.Collections;
using System.Globalization;
using System.Text;
using AsyncJobs.Shared;

namespace AsyncJobs.Telemetry;

/// <summary>The ids of an invocation, as the scope of every line that is logged within it.</summary>
internal sealed class JobLogScope : IReadOnlyList<KeyValuePair<string, object?>>
{
    private readonly List<KeyValuePair<string, object?>> _values = new(5);

    public JobLogScope(string? job, string? jobId, int attempt, string? correlationId, string? requestId)
    {
        (Job, JobId, Attempt, CorrelationId, RequestId) = (job, jobId, attempt, correlationId, requestId);
        Add(LogNames.Job, job);
        Add(LogNames.JobId, jobId);
        Add(LogNames.Attempt, attempt > 0 ? attempt : null);
        Add(LogNames.CorrelationId, correlationId);
        Add(LogNames.RequestId, requestId);
    }

    public string? Job { get; }

    public string? JobId { get; }

    public int Attempt { get; }

    public string? CorrelationId { get; }

    public string? RequestId { get; }

    public int Count => _values.Count;

    public KeyValuePair<string, object?> this[int index] => _values[index];

    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator() => _values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    // What providers show of a scope that know nothing of values.
    public override string ToString()
    {
        StringBuilder text = new();
        foreach ((string name, object? value) in _values)
            text.Append(CultureInfo.InvariantCulture, $"{(text.Length == 0 ? "" : " ")}{name}:{value}");
        return text.ToString();
    }

    private void Add(string name, object? value)
    {
        if (value is not null)
            _values.Add(new(name, value));
    }
}
