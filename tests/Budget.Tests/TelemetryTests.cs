using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using AsyncJobs.Budget.Tests.Support;

namespace AsyncJobs.Budget.Tests;

public sealed class TelemetryTests
{
    private static CancellationToken End => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_call_is_an_activity_from_its_start_to_the_end_of_its_body()
    {
        ConcurrentQueue<Activity> stopped = [];
        using ActivitySource own = new("telemetry-tests");
        using ActivityListener listener = Listen(own, stopped);
        Bench bench = new();
        using HttpClient client = bench.Client(StubHandler.Of(() => new StringContent("ok")));

        using Activity outer = own.StartActivity("method")!;
        using HttpResponseMessage response = await bench.RunAsync(() => client.GetAsync("", HttpCompletionOption.ResponseHeadersRead, End));
        Assert.Same(outer, Activity.Current);
        using Activity inner = own.StartActivity("reading")!;
        Assert.DoesNotContain(stopped, activity => activity.ParentId == outer.Id);

        await response.Content.LoadIntoBufferAsync(End);
        Assert.Same(inner, Activity.Current);
        Activity call = Assert.Single(stopped, activity => activity.ParentId == outer.Id);
        Assert.Equal("call pricing", call.OperationName);
        Assert.Equal("pricing", call.GetTagItem("asyncjobs.service"));
        Assert.Equal(9000d, call.GetTagItem("asyncjobs.granted_ms"));
        Assert.Equal("answered", call.GetTagItem("asyncjobs.outcome"));
        Assert.Equal(ActivityStatusCode.Unset, call.Status);
    }

    [Fact]
    public async Task Without_a_span_in_this_process_a_call_names_the_one_that_the_invocation_came_with()
    {
        const string Parent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
        List<string> sent = [];
        StubHandler network = new((request, _) =>
        {
            sent.AddRange(request.Headers.TryGetValues("traceparent", out IEnumerable<string>? values) ? values : ["none"]);
            return Task.FromResult(new HttpResponseMessage());
        });
        Bench bench = new();
        using HttpClient client = bench.Client(network);
        using HttpRequestMessage own = new(HttpMethod.Get, "") { Headers = { { "traceparent", "own" } } };
        await bench.RunAsync(async () =>
        {
            Activity.Current = null;
            new InvocationScope { TraceParent = Parent }.Enter();
            await client.GetAsync("", End);
            await client.SendAsync(own, End);
            using Activity span = new Activity("span").Start();
            await client.GetAsync("", End);
        });
        Assert.Equal([Parent, "own", "none"], sent);
    }

    [Fact]
    public async Task A_timeout_is_an_error_of_its_activity()
    {
        ConcurrentQueue<Activity> stopped = [];
        using ActivitySource own = new("telemetry-tests");
        using ActivityListener listener = Listen(own, stopped);
        Bench bench = new();
        using HttpClient client = bench.Client(StubHandler.Silent());
        using Activity outer = own.StartActivity("method")!;
        Task<string> call = bench.RunAsync(() => client.GetStringAsync("", End));
        bench.Pass(9);
        await Assert.ThrowsAsync<BudgetExceededException>(() => call);

        Activity activity = Assert.Single(stopped, activity => activity.ParentId == outer.Id);
        Assert.Equal("timedout", activity.GetTagItem("asyncjobs.outcome"));
        Assert.Equal(typeof(BudgetExceededException).FullName, activity.GetTagItem("error.type"));
        Assert.Equal(ActivityStatusCode.Error, activity.Status);
    }

    [Fact]
    public void A_synchronous_call_leaves_the_current_activity_as_it_was()
    {
        using ActivitySource own = new("telemetry-tests");
        using ActivityListener listener = Listen(own, []);
        using InvocationBudget budget = InvocationBudget.FromRemaining(TimeSpan.FromMinutes(1), TimeSpan.Zero);
        using HttpMessageInvoker invoker = new(new BudgetHandler("pricing", new SyncHandler()));
        using Activity outer = own.StartActivity("method")!;
        using HttpRequestMessage request = new(HttpMethod.Get, "http://pricing.example/");
        using (budget.Enter())
        using (HttpResponseMessage response = invoker.Send(request, End))
            Assert.Same(outer, Activity.Current);
    }

    [Fact]
    public async Task Durations_are_measured_by_service_and_outcome()
    {
        List<(double Seconds, string? Service, string? Outcome)> measured = [];
        using MeterListener listener = new();
        listener.InstrumentPublished = static (instrument, listener) =>
        {
            if (instrument.Meter.Name == "AsyncJobs")
                listener.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<double>((_, seconds, tags, _) =>
        {
            Dictionary<string, object?> values = new(tags.ToArray());
            lock (measured)
                measured.Add((seconds, values["asyncjobs.service"] as string, values["asyncjobs.outcome"] as string));
        });
        listener.Start();

        Bench bench = new();
        using HttpClient client = new(new BudgetHandler("measured", StubHandler.Silent())) { Timeout = Timeout.InfiniteTimeSpan };
        Task<HttpResponseMessage> call = bench.RunAsync(() => client.GetAsync("http://pricing.example/", End));
        bench.Pass(9);
        await Assert.ThrowsAsync<BudgetExceededException>(() => call);
        lock (measured)
            Assert.Equal((9, "measured", "timedout"), Assert.Single(measured, measurement => measurement.Service == "measured"));
    }

    private static ActivityListener Listen(ActivitySource own, ConcurrentQueue<Activity> stopped)
    {
        ActivityListener listener = new()
        {
            ShouldListenTo = source => source == own || source.Name == "AsyncJobs",
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = stopped.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }

    private sealed class SyncHandler : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage());

        protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken) => new() { Content = new StringContent("ok") };
    }
}
