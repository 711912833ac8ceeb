using System.Text.Json;
using AsyncJobs.Buffers;
using AsyncJobs.Shared;
using AsyncJobs.Telemetry;

namespace AsyncJobs.Metrics;

/// <summary>
/// Writes metrics in CloudWatch's embedded metric format: one JSON object a line with nothing around it, which CloudWatch Logs turns into
/// metrics, with Lambda's text logging and its JSON logging alike. Safe for concurrent use.
/// </summary>
/// <remarks>See https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html.</remarks>
/// <param name="output">Where to; null for the standard output.</param>
/// <param name="metricNamespace">The CloudWatch namespace: 1 to 255 characters. Default: AsyncJobs.</param>
/// <param name="time">The clock of the timestamps; null for the system's.</param>
public sealed class EmfWriter(Stream? output = null, string metricNamespace = TelemetryNames.Source, TimeProvider? time = null)
{
    private readonly LineOutput _output = LineOutput.To(output);
    private readonly TimeProvider _time = time ?? TimeProvider.System;

    /// <summary>
    /// Writes one line: the counters of one service. Ids are properties, because every value of a dimension is a metric that is paid for.
    /// </summary>
    internal void Write(string service, List<KeyValuePair<string, long>> counters, string? requestId, string? jobId)
    {
        using JsonScratch scratch = JsonScratch.Rent();
        Utf8JsonWriter writer = scratch.Writer;
        writer.WriteStartObject();
        writer.WriteStartObject("_aws"u8);
        writer.WriteNumber("Timestamp"u8, _time.GetUtcNow().ToUnixTimeMilliseconds());
        writer.WriteStartArray("CloudWatchMetrics"u8);
        writer.WriteStartObject();
        writer.WriteString("Namespace"u8, metricNamespace);
        writer.WriteStartArray("Dimensions"u8);
        writer.WriteStartArray();
        writer.WriteStringValue(LogNames.Service);
        writer.WriteEndArray();
        writer.WriteEndArray();
        writer.WriteStartArray("Metrics"u8);
        foreach (KeyValuePair<string, long> counter in counters)
        {
            writer.WriteStartObject();
            writer.WriteString("Name"u8, counter.Key);
            writer.WriteString("Unit"u8, "Count"u8);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteString(LogNames.Service, service);
        foreach (KeyValuePair<string, long> counter in counters)
            writer.WriteNumber(counter.Key, counter.Value);
        if (requestId is not null)
            writer.WriteString(LogNames.RequestId, requestId);
        if (jobId is not null)
            writer.WriteString(LogNames.JobId, jobId);
        writer.WriteEndObject();
        writer.Flush();
        scratch.Buffer.GetSpan(1)[0] = (byte)'\n';
        scratch.Buffer.Advance(1);
        _output.Write(scratch.Buffer.WrittenSpan);
    }
}
