namespace AsyncJobs.Metrics;

/// <summary>
/// Counts what happens in one invocation and writes the sums at its end: one line a service however many calls there were.
/// Safe for concurrent use.
/// </summary>
/// <param name="writer">Where the sums go; null counts nothing.</param>
public sealed class InvocationMetrics(EmfWriter? writer)
{
    // CloudWatch takes at most this many metrics in one line.
    private const int MostPerLine = 100;

    private readonly object _gate = new();
    private Dictionary<string, Dictionary<string, long>>? _counters;

    /// <summary>Counts nothing.</summary>
    public static InvocationMetrics None { get; } = new(null);

    /// <summary>Counts something as the metric <c>{service}.{name}</c> with the dimension <c>service</c>.</summary>
    /// <param name="service">What it happened to.</param>
    /// <param name="name">What happened. Few different ones: each is a metric of its own.</param>
    /// <param name="count">How often.</param>
    public void Count(string service, string name, long count = 1)
    {
        if (writer is null)
            return;

        lock (_gate)
        {
            _counters ??= new(StringComparer.Ordinal);
            if (!_counters.TryGetValue(service, out Dictionary<string, long>? counters))
                _counters.Add(service, counters = new(StringComparer.Ordinal));
            counters[name] = counters.GetValueOrDefault(name) + count;
        }
    }

    /// <summary>Writes the sums since the last flush, and nothing if there are none. An output that cannot be written to loses them.</summary>
    /// <param name="requestId">The invocation's request id, noted with the sums.</param>
    /// <param name="jobId">The job's id, noted with the sums.</param>
    public void Flush(string? requestId = null, string? jobId = null)
    {
        Dictionary<string, Dictionary<string, long>>? counters;
        lock (_gate)
            (counters, _counters) = (_counters, null);
        if (counters is null)
            return;

        try
        {
            foreach ((string service, Dictionary<string, long> sums) in counters)
            {
                foreach (KeyValuePair<string, long>[] chunk in sums.Chunk(MostPerLine))
                    writer!.Write(service, [.. chunk.Select(sum => KeyValuePair.Create($"{service}.{sum.Key}", sum.Value))], requestId, jobId);
            }
        }
        catch (IOException)
        {
            // Nobody reads the output any more; a job must not fail for that.
        }
    }
}
