using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json.Nodes;
using AsyncJobs.Buffers;
using AsyncJobs.Jobs;
using AsyncJobs.Runtime.Tests.Support;
using Xunit;

namespace AsyncJobs.Runtime.Tests.Events;

/// <summary>What a request says of where it belongs goes with its job.</summary>
[Collection(ActivitiesCollection.Name)]
public sealed class CorrelationTests
{
    private const string TraceParent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    private const string TraceId = "0af7651916cd43dd8448eb211c80319c";

    public static TheoryData<string> All => SampleEvent.All;

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_correlation_id_reaches_the_document_the_method_and_the_log(string name)
    {
        Bed bed = new();
        InvocationScope? seen = null;
        bed.Report.Method = (_, _) =>
        {
            seen = InvocationScope.Current;
            return new("done");
        };

        Reply accepted = await bed.AcceptAsync(With(name, ("X-Correlation-Id", "order-7"), ("traceparent", TraceParent), ("tracestate", "vendor=1")));
        await bed.WorkAsync();

        Assert.Equal("order-7", (string?)accepted.Body["correlationId"]);
        Assert.Equal("order-7", (string?)(await bed.GetAsync(accepted.Id)).Body["correlationId"]);
        Assert.Equal(("order-7", TraceId, TraceParent), (seen!.CorrelationId, seen.TraceId, seen.TraceParent));
        JsonNode sent = JsonNode.Parse(bed.Dispatcher.Last)!;
        Assert.Equal(("order-7", TraceParent, "vendor=1"), ((string?)sent["correlationId"], (string?)sent["traceparent"], (string?)sent["tracestate"]));
        Assert.All(
            bed.Log.Entries.Where(entry => entry.Event is "job.accepted" or "job.finished"),
            entry => Assert.Equal(("order-7", TraceId), (entry.CorrelationId, entry.TraceId)));
    }

    [Theory]
    [InlineData("correlationId", "a\r\nset-cookie: b")]
    [InlineData("traceparent", "00-1")]
    [InlineData("tracestate", "\n")]
    public async Task An_event_whose_ids_are_malformed_is_worked_on_without_them(string name, string value)
    {
        Bed bed = new();
        string id = await bed.StartAsync();
        JsonObject workerEvent = JsonNode.Parse(bed.Dispatcher.Last)!.AsObject();
        workerEvent[name] = value;
        using PooledBuffer reply = new();

        await bed.App.WorkAsync(bed.Report, System.Text.Encoding.UTF8.GetBytes(workerEvent.ToJsonString()), bed.Invocation(), reply);

        Assert.Equal(JobStatus.Succeeded, bed.Record(id).Status);
    }

    [Fact]
    public async Task Without_one_the_job_id_serves()
    {
        Bed bed = new();
        InvocationScope? seen = null;
        bed.Report.Method = (_, _) =>
        {
            seen = InvocationScope.Current;
            return new("done");
        };

        Reply accepted = await bed.AcceptAsync(SampleEvent.Read(SampleEvent.FunctionUrl));
        await bed.WorkAsync();

        Assert.Equal(accepted.Id, (string?)accepted.Body["correlationId"]);
        Assert.Equal(accepted.Id, seen!.CorrelationId);
        Assert.Null(bed.Record(accepted.Id).CorrelationId);
    }

    [Theory]
    [InlineData("with space")]
    [InlineData("line\nbreak")]
    [InlineData("größe")]
    [InlineData("")]
    public async Task What_could_not_be_a_header_again_counts_as_not_said(string id)
    {
        Bed bed = new();

        Reply accepted = await bed.AcceptAsync(With(SampleEvent.HttpApi, ("x-correlation-id", id)));

        Assert.Equal(accepted.Id, (string?)accepted.Body["correlationId"]);
    }

    [Theory]
    [InlineData("00-00000000000000000000000000000000-b7ad6b7169203331-01")]
    [InlineData("00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01")]
    [InlineData("00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01")]
    [InlineData("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-extra")]
    [InlineData("garbage")]
    public async Task A_trace_that_is_none_is_not_passed_on(string traceParent)
    {
        Bed bed = new();

        await bed.AcceptAsync(With(SampleEvent.HttpApi, ("traceparent", traceParent), ("tracestate", "vendor=1")));

        JsonObject sent = JsonNode.Parse(bed.Dispatcher.Last)!.AsObject();
        Assert.False(sent.ContainsKey("traceparent"));
        Assert.False(sent.ContainsKey("tracestate"));
    }

    [Fact]
    public async Task A_listener_sees_the_whole_way_as_one_trace()
    {
        ConcurrentQueue<Activity> spans = new();
        using ActivityListener listener = new()
        {
            ShouldListenTo = source => source.Name == "AsyncJobs",
            Sample = (ref ActivityCreationOptions<ActivityContext> options) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = span =>
            {
                // Other tests run at the same time, each with a trace of its own.
                if (span.TraceId.ToHexString() == TraceId)
                    spans.Enqueue(span);
            },
        };
        ActivitySource.AddActivityListener(listener);
        Bed bed = new();
        using HttpClient pricing = new(new BudgetHandler("pricing", new Answering())) { Timeout = Timeout.InfiniteTimeSpan };
        bed.Report.Method = async (_, job) => await pricing.GetStringAsync("http://pricing.example/", job.CancellationToken);

        await bed.AcceptAsync(With(SampleEvent.HttpApi, ("traceparent", TraceParent)));
        await bed.WorkAsync();

        Assert.Equal(
            ["dispatch", "accept reports", "claim", "call pricing", "method", "complete", "work reports"], spans.Select(span => span.OperationName));
        Activity accept = spans.Single(span => span.OperationName == "accept reports");
        Activity work = spans.Single(span => span.OperationName == "work reports");
        Assert.Equal("b7ad6b7169203331", accept.ParentSpanId.ToHexString());
        Assert.Equal(accept.SpanId, work.ParentSpanId);
        Assert.All(spans.Where(span => span.OperationName is "claim" or "method" or "complete"), span => Assert.Equal(work.SpanId, span.ParentSpanId));
        Assert.Equal(spans.Single(span => span.OperationName == "method").SpanId, spans.Single(span => span.OperationName == "call pricing").ParentSpanId);
    }

    [Fact]
    public async Task A_job_started_from_a_job_keeps_its_correlation_id()
    {
        Bed bed = new(report: new ReportJob { Starts = [new PlainJob().Name] });
        JobSnapshot<NoResult>? started = null;
        bed.Report.Method = async (_, _) =>
        {
            started = await bed.App.StartAsync(bed.Plain, new Binding.ArgumentWriter(), null, CancellationToken.None);
            return "done";
        };

        await bed.AcceptAsync(With(SampleEvent.HttpApi, ("x-correlation-id", "order-7")));
        await bed.WorkAsync();

        Assert.Equal("order-7", bed.Record(started!.Id).CorrelationId);
    }

    private static byte[] With(string name, params (string Name, string Value)[] headers) => SampleEvent.Read(name, root =>
    {
        foreach ((string header, string value) in headers)
        {
            if (root["headers"] is JsonObject single)
                single[header] = value;
            if (root["multiValueHeaders"] is JsonObject multi)
                multi[header] = new JsonArray(value);
        }
    });

    private sealed class Answering : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            await Task.Yield();
            return new HttpResponseMessage { Content = new StringContent("12") };
        }
    }
}
