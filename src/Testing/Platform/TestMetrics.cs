using System.Text.Json;

namespace AsyncJobs.Testing.Platform;

/// <summary>Adds up the metrics that are written as lines of CloudWatch's embedded metric format.</summary>
internal sealed class TestMetrics : MemoryStream
{
    private readonly object _gate = new();
    private readonly Dictionary<string, long> _sums = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, long> Sums
    {
        get
        {
            lock (_gate)
                return new Dictionary<string, long>(_sums, StringComparer.Ordinal);
        }
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    // A line at once.
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        using JsonDocument line = JsonDocument.Parse(buffer.ToArray());
        JsonElement root = line.RootElement;
        lock (_gate)
        {
            foreach (JsonElement metric in root.GetProperty("_aws"u8).GetProperty("CloudWatchMetrics"u8)[0].GetProperty("Metrics"u8).EnumerateArray())
            {
                string name = metric.GetProperty("Name"u8).GetString()!;
                _sums[name] = _sums.GetValueOrDefault(name) + root.GetProperty(name).GetInt64();
            }
        }
    }
}
