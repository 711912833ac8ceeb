using System.Text;
using System.Text.Json.Nodes;
using AsyncJobs.Logging;
using AsyncJobs.Runtime.Tests.Support;
using Xunit;

namespace AsyncJobs.Runtime.Tests.Telemetry;

public sealed class JsonJobLogTests
{
    [Fact]
    public void Each_entry_is_one_line_of_JSON()
    {
        using MemoryStream output = new();
        JsonJobLog log = new(output, new TestClock());
        const string nasty = "a\n\"b\"\r\u2028\ud800{}\\\0ü🙂";

        log.Write(new JobLogEntry(JobLogLevel.Information, "plain"));
        log.Write(new JobLogEntry(JobLogLevel.Warning, nasty)
        {
            Message = nasty,
            Job = nasty,
            JobId = nasty,
            RequestId = nasty,
            Attempt = 2,
            Status = JobStatus.TimedOut,
            Exception = new InvalidOperationException(nasty, new TimeoutException()),
        });
        log.Write(new JobLogEntry(JobLogLevel.Error, "last"));

        string[] lines = Encoding.UTF8.GetString(output.ToArray()).Split('\n');
        Assert.Equal((4, ""), (lines.Length, lines[^1]));
        JsonObject[] entries = [.. lines[..3].Select(line => JsonNode.Parse(line)!.AsObject())];
        Assert.Equal(["INFO", "WARN", "ERROR"], entries.Select(entry => (string)entry["level"]!));
        Assert.Equal(["timestamp", "level", "event"], entries[0].Select(member => member.Key));
        Assert.Equal(TestClock.Noon, (DateTimeOffset)entries[0]["timestamp"]!);
        Assert.Equal(nasty.Replace('\ud800', '\ufffd'), (string)entries[1]["message"]!);
        Assert.Equal((2, "TIMED_OUT"), ((int)entries[1]["attempt"]!, (string)entries[1]["status"]!));
        Assert.Contains(nameof(TimeoutException), (string)entries[1]["exception"]!, StringComparison.Ordinal);
    }

    [Fact]
    public void Entries_of_many_threads_do_not_mix()
    {
        using MemoryStream output = new();
        JsonJobLog log = new(output);

        Parallel.For(0, 1000, i => log.Write(new JobLogEntry(JobLogLevel.Information, "e" + i) { Message = new string('x', i) }));

        string[] lines = Encoding.UTF8.GetString(output.ToArray()).TrimEnd('\n').Split('\n');
        Assert.Equal(1000, lines.Select(line => (string)JsonNode.Parse(line)!["event"]!).Distinct().Count());
    }
}
