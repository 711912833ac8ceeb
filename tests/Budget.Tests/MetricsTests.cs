using System.Text;
using System.Text.Json;
using AsyncJobs.Budget.Tests.Support;
using AsyncJobs.Metrics;

namespace AsyncJobs.Budget.Tests;

public sealed class MetricsTests
{
    [Fact]
    public void A_line_is_what_CloudWatch_reads()
    {
        using MemoryStream output = new();
        InvocationMetrics metrics = new(new EmfWriter(output, time: new CountingClock()));
        metrics.Count("pricing", "calls");
        metrics.Count("pricing", "calls", 2);
        metrics.Count("pricing", "timedout");
        metrics.Flush("req-1", "job-1");
        Assert.Equal(
            """
            {"_aws":{"Timestamp":1772366400000,"CloudWatchMetrics":[{"Namespace":"AsyncJobs","Dimensions":[["service"]],"Metrics":[{"Name":"pricing.calls","Unit":"Count"},{"Name":"pricing.timedout","Unit":"Count"}]}]},"service":"pricing","pricing.calls":3,"pricing.timedout":1,"requestId":"req-1","jobId":"job-1"}

            """,
            Encoding.UTF8.GetString(output.ToArray()),
            ignoreLineEndingDifferences: true);
    }

    [Fact]
    public void Every_line_obeys_the_specification()
    {
        Bench bench = new();
        for (int service = 0; service < 5; service++)
        {
            for (int name = 0; name < 230; name++)
                bench.Scope.Metrics.Count($"service-{service}", $"event-{name}", name + 1);
        }

        List<JsonElement> lines = bench.Flush();
        Assert.Equal(15, lines.Count);
        long sum = 0;
        foreach (JsonElement line in lines)
        {
            JsonElement metadata = line.GetProperty("_aws");
            Assert.Equal(bench.Clock.GetUtcNow().ToUnixTimeMilliseconds(), metadata.GetProperty("Timestamp").GetInt64());
            JsonElement directive = Assert.Single(metadata.GetProperty("CloudWatchMetrics").EnumerateArray());
            Assert.InRange(directive.GetProperty("Namespace").GetString()!.Length, 1, 1024);
            string dimension = Assert.Single(Assert.Single(directive.GetProperty("Dimensions").EnumerateArray()).EnumerateArray()).GetString()!;
            Assert.InRange(line.GetProperty(dimension).GetString()!.Length, 1, 1024);
            JsonElement[] metrics = [.. directive.GetProperty("Metrics").EnumerateArray()];
            Assert.InRange(metrics.Length, 1, 100);
            foreach (JsonElement metric in metrics)
            {
                Assert.Equal("Count", metric.GetProperty("Unit").GetString());
                sum += line.GetProperty(metric.GetProperty("Name").GetString()!).GetInt64();
            }

            string[] members = [.. line.EnumerateObject().Select(member => member.Name)];
            Assert.Equal(members.Distinct(), members);
            Assert.Equal("req-1", line.GetProperty("requestId").GetString());
        }

        Assert.Equal(5 * 230 * 231 / 2, sum);
        Assert.Empty(bench.Flush());
    }

    [Fact]
    public void Counts_from_many_threads_add_up()
    {
        Bench bench = new();
        Parallel.For(0, 10_000, i => bench.Scope.Metrics.Count("pricing", i % 2 == 0 ? "calls" : "timedout"));
        JsonElement line = Assert.Single(bench.Flush());
        Assert.Equal(5_000, line.GetProperty("pricing.calls").GetInt64());
        Assert.Equal(5_000, line.GetProperty("pricing.timedout").GetInt64());
    }

    [Fact]
    public void An_output_that_is_gone_loses_the_counts_and_nothing_else()
    {
        InvocationMetrics metrics = new(new EmfWriter(new BrokenStream()));
        metrics.Count("pricing", "calls");
        metrics.Flush();
    }

    [Fact]
    public void Counting_for_nobody_costs_nothing()
    {
        InvocationMetrics.None.Count("pricing", "calls");
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1_000; i++)
            InvocationMetrics.None.Count("pricing", "calls");
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private sealed class BrokenStream : MemoryStream
    {
        public override void Write(ReadOnlySpan<byte> buffer) => throw new IOException("The pipe is broken.");
    }
}
