using System.Text;
using AsyncJobs.Hosting;
using AsyncJobs.Jobs;
using AsyncJobs.Runtime.Tests.Support;
using AsyncJobs.Tests;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AsyncJobs.Runtime.Tests.Hosting;

/// <summary>What an application does at the end of its invocations.</summary>
public sealed class InvocationEndTests
{
    private const int Limit = 60_000;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact(Timeout = Limit)]
    public async Task Lambda_gets_its_reply_after_it()
    {
        TaskCompletionSource called = new(TaskCreationOptions.RunContinuationsAsynchronously);
        TaskCompletionSource goesOn = new(TaskCreationOptions.RunContinuationsAsynchronously);
        (Bed bed, string id) = await StartAsync(async (_, _) =>
        {
            called.SetResult();
            await goesOn.Task;
        });
        await using FakeRuntimeApi api = new() { Time = bed.Clock };
        Task<int> host = Task.Run(() => LambdaHost.Run(bed.App, name => name switch
        {
            "AWS_LAMBDA_RUNTIME_API" => api.Address,
            "ASYNCJOBS_HANDLER" => "work:reports",
            _ => null,
        }), Cancelled);

        Task<FakeRuntimeApi.Reply> reply = api.InvokeAsync(bed.Dispatcher.Last, "r-1", bed.Clock.GetUtcNow() + Bed.Time);
        await called.Task;
        Assert.Equal((JobStatus.Succeeded, false), (bed.Record(id).Status, reply.IsCompleted));
        goesOn.SetResult();

        Assert.False((await reply).IsError);
        api.EndInvocations();
        await Assert.ThrowsAsync<RuntimeApiException>(() => host);
    }

    [Fact(Timeout = Limit)]
    public async Task A_class_library_replies_after_it()
    {
        JobStatus? seen = null;
        Bed? bed = null;
        string? id = null;
        (bed, id) = await StartAsync((_, _) =>
        {
            seen = bed!.Record(id!).Status;
            return default;
        });

        using MemoryStream input = new(bed.Dispatcher.Last);
        await using Stream reply = await ClassLibraryHost.RunAsync(
            (payload, invocation, output) => bed.App.WorkAsync(bed.Report, payload, invocation, output), input, "r-1", TimeSpan.Zero, null, null);

        Assert.Equal((JobStatus.Succeeded, "null"), (seen, Encoding.UTF8.GetString(((MemoryStream)reply).ToArray())));
    }

    [Fact]
    public async Task It_is_called_where_the_invocation_fails()
    {
        List<TimeSpan> limits = [];
        (Bed bed, string id) = await StartAsync((limit, _) =>
        {
            limits.Add(limit);
            return default;
        });
        bed.Report.Method = static (input, job) =>
        {
            _ = job.Services;
            throw new IOException();
        };

        await Assert.ThrowsAsync<JobAttemptFailedException>(() => bed.WorkAsync());

        Assert.Equal((JobStatus.Pending, TimeSpan.FromSeconds(5)), (bed.Record(id).Status, Assert.Single(limits)));
    }

    [Fact]
    public async Task What_it_throws_is_logged_and_changes_nothing()
    {
        (Bed bed, string id) = await StartAsync(static (_, _) => throw new TimeZoneNotFoundException());

        await bed.WorkAsync();

        Assert.Equal(JobStatus.Succeeded, bed.Record(id).Status);
        Assert.Contains(bed.Log.Entries, static entry => entry is { Event: "invocation.hook-failed", Exception: TimeZoneNotFoundException, RequestId: "req-1" });
    }

    [Fact(Timeout = Limit)]
    public async Task Nobody_waits_longer_than_the_invocation_has()
    {
        TimeSpan? given = null;
        TaskCompletionSource called = new(TaskCreationOptions.RunContinuationsAsynchronously);
        (Bed bed, string id) = await StartAsync((limit, _) =>
        {
            given = limit;
            called.SetResult();
            Thread.Sleep(Timeout.Infinite);
            return default;
        });

        Task work = bed.WorkAsync(invocation: bed.Invocation(time: TimeSpan.FromSeconds(3)));
        await called.Task;
        while (!work.IsCompleted)
        {
            bed.Clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        await work;

        Assert.Equal((TimeSpan.FromSeconds(2.9), JobStatus.Succeeded), (given, bed.Record(id).Status));
        Assert.Contains(bed.Log.Entries, static entry => entry is { Event: "invocation.hook-failed", Exception: TimeoutException });
    }

    [Fact]
    public async Task Without_a_service_nothing_is_made_to_find_out_that_there_is_none()
    {
        Bed bed = new(static _ => throw new InvalidOperationException("They were made."));
        string id = await bed.StartAsync();

        await bed.WorkAsync();
        await bed.GetAsync(id);

        Assert.Equal(JobStatus.Succeeded, bed.Record(id).Status);
    }

    private static async Task<(Bed Bed, string Id)> StartAsync(Func<TimeSpan, CancellationToken, ValueTask> hook)
    {
        Bed bed = new(services => services.AddSingleton<IInvocationEndHook>(new Hook(hook)));
        string id = await bed.StartAsync();
        bed.Report.Method = static (input, job) =>
        {
            _ = job.Services;
            return new("done");
        };
        return (bed, id);
    }

    private sealed class Hook(Func<TimeSpan, CancellationToken, ValueTask> hook) : IInvocationEndHook
    {
        public ValueTask OnInvocationEndAsync(TimeSpan limit, CancellationToken cancellationToken) => hook(limit, cancellationToken);
    }
}
