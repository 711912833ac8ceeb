using System.Text;
using System.Text.Json.Nodes;
using AsyncJobs.Hosting;
using AsyncJobs.Jobs;
using AsyncJobs.Runtime.Tests.Support;
using AsyncJobs.Tests;
using Xunit;

namespace AsyncJobs.Runtime.Tests.Hosting;

public sealed class LambdaHostTests
{
    private const int Limit = 60_000;

    [Fact(Timeout = Limit)]
    public async Task A_job_goes_through_three_functions()
    {
        await using FakeRuntimeApi api = new();
        Bed bed = new();
        bed.Report.Method = (input, job) => new($"{input.Name} {job.RequestId}");

        Task<int> accept = Start(bed.App, api, "accept:reports");
        Reply accepted = await ReplyAsync(api.InvokeAsync(SampleEvent.Read(SampleEvent.RestApi)));
        await StopAsync(api, accept);
        await using FakeRuntimeApi workApi = new();
        Task<int> work = Start(bed.App, workApi, "work:reports");
        FakeRuntimeApi.Reply worked = await workApi.InvokeAsync(bed.Dispatcher.Last, "r-9", bed.Clock.GetUtcNow() + Bed.Time);
        await StopAsync(workApi, work);
        await using FakeRuntimeApi statusApi = new();
        Task<int> status = Start(bed.App, statusApi, "status");
        Reply done = await ReplyAsync(statusApi.InvokeAsync(SampleEvent.Bodyless(SampleEvent.RestApi, "GET", "/jobs/" + accepted.Id)));
        await StopAsync(statusApi, status);

        Assert.Equal(202, accepted.StatusCode);
        Assert.Equal((false, "null"), (worked.IsError, Encoding.UTF8.GetString(worked.Body)));
        Assert.Equal(("SUCCEEDED", "année / 1 r-9"), (done.Status, (string)done.Body["result"]!));
    }

    [Fact(Timeout = Limit)]
    public async Task One_connection_serves_invocation_after_invocation()
    {
        await using FakeRuntimeApi api = new();
        Task<int> host = Start(new Bed().App, api, "http");

        for (int i = 0; i < 20; i++)
            Assert.Equal(404, (await ReplyAsync(api.InvokeAsync(SampleEvent.Bodyless(SampleEvent.FunctionUrl, "GET", "/nowhere")))).StatusCode);

        Assert.Equal(1, api.ConnectionCount);
        await StopAsync(api, host);
    }

    [Theory(Timeout = Limit)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task A_connection_that_is_closed_between_invocations_is_made_again(bool isSilent, bool isAnnounced)
    {
        await using FakeRuntimeApi api = new() { Form = new() { IsClosedAfterReply = isSilent, AnnouncesClose = isAnnounced } };
        Task<int> host = Start(new Bed().App, api, "http");

        for (int i = 0; i < 5; i++)
            Assert.Equal(404, (await ReplyAsync(api.InvokeAsync(SampleEvent.Bodyless(SampleEvent.FunctionUrl, "GET", "/nowhere")))).StatusCode);

        Assert.InRange(api.ConnectionCount, 5, 20);
        await StopAsync(api, host);
    }

    [Fact(Timeout = Limit)]
    public async Task An_event_that_breaks_off_ends_the_process_and_is_not_passed_over()
    {
        await using FakeRuntimeApi api = new();
        Task<int> host = Start(new Bed().App, api, "http");
        await ReplyAsync(api.InvokeAsync("{}"u8.ToArray()));
        api.Form = new() { CutsEventAfter = 30 };

        _ = api.InvokeAsync("{}"u8.ToArray());
        Task<FakeRuntimeApi.Reply> next = api.InvokeAsync("{}"u8.ToArray());

        Assert.Same(host, await Task.WhenAny(host, next));
        await Assert.ThrowsAnyAsync<Exception>(() => host);
    }

    [Fact(Timeout = Limit)]
    public async Task The_deadline_of_the_invocation_is_the_budgets()
    {
        await using FakeRuntimeApi api = new();
        Bed bed = new();
        await bed.StartAsync(bed.Plain);
        DateTimeOffset deadline = bed.Clock.GetUtcNow().AddSeconds(123).AddMilliseconds(4);
        (DateTimeOffset?, string)? seen = null;
        bed.Plain.Method = job =>
        {
            seen = (job.Budget.Deadline, job.RequestId);
            return default;
        };
        Task<int> host = Start(bed.App, api, "work:plain");

        await api.InvokeAsync(bed.Dispatcher.Last, "r-1", deadline);

        Assert.Equal((deadline, "r-1"), seen);
        await StopAsync(api, host);
    }

    [Fact(Timeout = Limit)]
    public async Task An_exception_is_reported_and_the_next_invocation_works()
    {
        await using FakeRuntimeApi api = new();
        Bed bed = new();
        string id = await bed.StartAsync(bed.Plain);
        bed.Plain.Method = job => job.Attempt == 1 ? throw new InvalidOperationException(new string('ж', 500_000)) : default;
        Task<int> host = Start(bed.App, api, "work:plain");

        FakeRuntimeApi.Reply failed = await api.InvokeAsync(bed.Dispatcher.Last, "r-1", bed.Clock.GetUtcNow() + Bed.Time);
        FakeRuntimeApi.Reply worked = await api.InvokeAsync(bed.Dispatcher.Last, "r-1", bed.Clock.GetUtcNow() + Bed.Time);

        Assert.Equal((true, "AsyncJobs.Jobs.JobAttemptFailedException"), (failed.IsError, failed.ErrorType));
        JsonObject error = JsonNode.Parse(failed.Body)!.AsObject();
        Assert.Equal(["errorMessage", "errorType", "stackTrace"], error.Select(member => member.Key));
        Assert.Equal(failed.ErrorType, (string)error["errorType"]!);
        Assert.Contains(id, (string)error["errorMessage"]!, StringComparison.Ordinal);
        Assert.Contains(error["stackTrace"]!.AsArray(), line => ((string)line!).Contains("WorkAsync", StringComparison.Ordinal));

        // Lambda puts it into the record of an event that it gave up on, which has to fit into 1 MB with the largest event.
        Assert.InRange(failed.Body.Length, 1, (1024 * 1024) - AsyncJobs.Events.WorkerEvent.MaxBytes - 4096);
        Assert.False(worked.IsError);
        await StopAsync(api, host);
    }

    [Fact(Timeout = Limit)]
    public async Task A_reply_that_the_platform_refuses_as_too_large_is_an_error()
    {
        await using FakeRuntimeApi api = new() { Form = new() { ResponseStatus = 413 } };
        Task<int> host = Start(new Bed().App, api, "http");

        FakeRuntimeApi.Reply reply = await api.InvokeAsync(SampleEvent.Bodyless(SampleEvent.FunctionUrl, "GET", "/nowhere"));

        Assert.True(reply.IsError);
        Assert.Contains("6 MB", Encoding.UTF8.GetString(reply.Body), StringComparison.Ordinal);
        await StopAsync(api, host);
    }

    [Theory(Timeout = Limit)]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("accept")]
    [InlineData("accept:unknown")]
    [InlineData("status:reports")]
    [InlineData("Work:reports")]
    public async Task A_handler_that_is_none_is_a_failed_start(string? handler)
    {
        await using FakeRuntimeApi api = new();

        int exitCode = await Start(new Bed().App, api, handler);

        FakeRuntimeApi.Reply error = await api.InitError;
        Assert.Equal((1, "System.InvalidOperationException"), (exitCode, error.ErrorType));
        string message = (string)JsonNode.Parse(error.Body)!["errorMessage"]!;
        Assert.Contains("ASYNCJOBS_HANDLER", message, StringComparison.Ordinal);
        Assert.Contains("reports", message, StringComparison.Ordinal);
    }

    [Fact(Timeout = Limit)]
    public async Task A_missing_table_is_a_failed_start()
    {
        await using FakeRuntimeApi api = new();
        Assert.Null(Environment.GetEnvironmentVariable("ASYNCJOBS_TABLE"));

        int exitCode = await Run(new JobApp([new PlainJob()]), api, "status");

        Assert.Equal(1, exitCode);
        Assert.Contains("ASYNCJOBS_TABLE", Encoding.UTF8.GetString((await api.InitError).Body), StringComparison.Ordinal);
    }

    [Theory(Timeout = Limit)]
    [InlineData("0")]
    [InlineData("many")]
    public async Task A_concurrency_that_is_none_is_a_failed_start(string concurrency)
    {
        await using FakeRuntimeApi api = new();

        Assert.Equal(1, await Start(new Bed().App, api, "status", concurrency));

        Assert.Contains("AWS_LAMBDA_MAX_CONCURRENCY", Encoding.UTF8.GetString((await api.InitError).Body), StringComparison.Ordinal);
    }

    [Fact]
    public void Outside_of_Lambda_the_error_says_so() =>
        Assert.Contains("AWS_LAMBDA_RUNTIME_API", Assert.Throws<InvalidOperationException>(() => LambdaHost.Run(new Bed().App, _ => null)).Message, StringComparison.Ordinal);

    [Fact(Timeout = Limit)]
    public async Task Several_invocations_run_at_once_where_the_platform_says_so()
    {
        await using FakeRuntimeApi api = new();
        Bed bed = new();
        List<byte[]> events = [];
        for (int i = 0; i < 4; i++)
        {
            await bed.StartAsync(bed.Plain);
            events.Add(bed.Dispatcher.Last);
        }

        // None of them ends before all have begun.
        TaskCompletionSource all = new(TaskCreationOptions.RunContinuationsAsynchronously);
        int begun = 0;
        bed.Plain.Method = async job =>
        {
            if (Interlocked.Increment(ref begun) == events.Count)
                all.SetResult();
            await all.Task;
            Assert.Same(job.Budget, InvocationBudget.Current);
            Assert.Equal((job.Id, job.RequestId), (InvocationScope.Current.JobId, InvocationScope.Current.RequestId));
        };
        Task<int> host = Start(bed.App, api, "work:plain", "4");

        FakeRuntimeApi.Reply[] replies = await Task.WhenAll(
            events.Select((payload, i) => api.InvokeAsync(payload, "r-" + i, bed.Clock.GetUtcNow() + Bed.Time)));

        Assert.All(replies, reply => Assert.False(reply.IsError));
        Assert.Equal(4, bed.Log.Events.Count(name => name == "job.finished"));
        await StopAsync(api, host);
    }

    [Theory(Timeout = Limit)]
    [InlineData("1")]
    [InlineData("3")]
    public async Task After_an_abandoned_method_the_process_ends(string concurrency)
    {
        await using FakeRuntimeApi api = new();
        Bed bed = new();
        string id = await bed.StartAsync(bed.Plain);
        Gate gate = new();
        bed.Plain.Method = _ => gate.PassAsync();
        Task<int> host = Start(bed.App, api, "work:plain", concurrency);
        Task<FakeRuntimeApi.Reply> reply = api.InvokeAsync(bed.Dispatcher.Last, "r-1", bed.Clock.GetUtcNow() + Bed.Time);
        await bed.Clock.TimerAsync(TimeSpan.FromSeconds(59.5));

        bed.Clock.Advance(TimeSpan.FromSeconds(59.5));

        Assert.False((await reply).IsError);
        Assert.Equal(1, await host);
        Assert.Equal(JobStatus.TimedOut, bed.Record(id).Status);
        gate.Open();
    }

    [Fact(Timeout = Limit)]
    public async Task An_abandoned_method_lets_the_invocations_beside_it_finish_and_no_other_one_begins()
    {
        await using FakeRuntimeApi api = new();
        Bed bed = new();
        string deaf = await bed.StartAsync(bed.Plain);
        byte[] deafEvent = bed.Dispatcher.Last;
        string beside = await bed.StartAsync(bed.Plain);
        byte[] besideEvent = bed.Dispatcher.Last;
        string late = await bed.StartAsync(bed.Plain);
        Gate never = new();
        Gate later = new();
        bed.Plain.Method = job => job.Id == deaf ? never.PassAsync() : later.PassAsync(job.CancellationToken);
        Task<int> host = Start(bed.App, api, "work:plain", "2");
        Task<FakeRuntimeApi.Reply> deafReply = api.InvokeAsync(deafEvent, "r-1", bed.Clock.GetUtcNow() + Bed.Time);
        Task<FakeRuntimeApi.Reply> besideReply = api.InvokeAsync(besideEvent, "r-2", bed.Clock.GetUtcNow() + (2 * Bed.Time));
        await bed.Clock.TimerAsync(TimeSpan.FromSeconds(59.5));
        await later.Reached;

        bed.Clock.Advance(TimeSpan.FromSeconds(59.5));
        await deafReply;
        Task<FakeRuntimeApi.Reply> lateReply = api.InvokeAsync(bed.Dispatcher.Last, "r-3", bed.Clock.GetUtcNow() + Bed.Time);
        Assert.False(host.IsCompleted);
        later.Open();

        Assert.False((await besideReply).IsError);
        Assert.Equal(1, await host);
        Assert.Equal((JobStatus.TimedOut, JobStatus.Succeeded), (bed.Record(deaf).Status, bed.Record(beside).Status));
        Assert.Equal((JobStatus.Pending, false), (bed.Record(late).Status, lateReply.IsCompleted));
        never.Open();
    }

    private static Task<int> Start(JobApp app, FakeRuntimeApi api, string? handler, string? concurrency = null)
    {
        api.Time = app.Platform.Time;
        return Run(app, api, handler, concurrency);
    }

    private static Task<int> Run(JobApp app, FakeRuntimeApi api, string? handler, string? concurrency = null) => Task.Factory.StartNew(
        () => LambdaHost.Run(app, name => name switch
        {
            "AWS_LAMBDA_RUNTIME_API" => api.Address,
            "ASYNCJOBS_HANDLER" => handler,
            "AWS_LAMBDA_MAX_CONCURRENCY" => concurrency,
            _ => null,
        }),
        CancellationToken.None,
        TaskCreationOptions.LongRunning,
        TaskScheduler.Default);

    private static async Task<Reply> ReplyAsync(Task<FakeRuntimeApi.Reply> invocation)
    {
        FakeRuntimeApi.Reply reply = await invocation;
        Assert.False(reply.IsError, Encoding.UTF8.GetString(reply.Body));
        return Reply.Parse(reply.Body);
    }

    private static async Task StopAsync(FakeRuntimeApi api, Task<int> host)
    {
        api.EndInvocations();
        await Assert.ThrowsAsync<RuntimeApiException>(() => host);
    }
}
