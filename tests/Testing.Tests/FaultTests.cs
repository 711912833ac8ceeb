using System.Net;
using AsyncJobs.Dispatch;
using AsyncJobs.Jobs;
using AsyncJobs.Testing.Tests.Jobs;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AsyncJobs.Testing.Tests;

/// <summary>The platform does wrong what the test orders.</summary>
public sealed class FaultTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_event_that_comes_twice_has_its_method_run_once()
    {
        int runs = 0;
        await using JobTestHost host = Host((_, _) => Task.FromResult($"run {Interlocked.Increment(ref runs)}"));
        host.Faults.DuplicateEvents();

        JobSnapshot<string> job = await host.RunToEndAsync(() => ScriptedRunJob.StartAsync(), Cancelled);
        await host.AdvanceAsync(TimeSpan.FromMinutes(5), Cancelled);

        Assert.Equal(("run 1", 1), (job.Result, runs));
        Assert.Contains(host.Log, static entry => entry.Event == "job.not-claimed");
    }

    [Fact]
    public async Task Events_overtake_each_other()
    {
        List<string> order = [];
        await using JobTestHost host = Host((job, _) =>
        {
            lock (order)
                order.Add(job.Id);
            return Task.FromResult("done");
        });
        host.Faults.DelayEvents(TimeSpan.FromSeconds(3));

        JobSnapshot<string> first = await host.StartAsync(() => ScriptedRunJob.StartAsync());
        JobSnapshot<string> second = await host.StartAsync(() => ScriptedRunJob.StartAsync());
        await host.RunToEndAsync(first, Cancelled);

        Assert.Equal([second.Id, first.Id], order);
    }

    [Fact]
    public async Task A_start_whose_event_is_refused_leaves_no_job()
    {
        await using JobTestHost host = Host((_, _) => Task.FromResult("done"));
        host.Faults.RefuseEvents();

        await Assert.ThrowsAsync<JobDispatchException>(() => host.StartAsync(() => ScriptedRunJob.StartAsync()));
        Assert.Empty(await host.ListAsync(Cancelled));

        host.Faults.RefuseEvents();
        using HttpResponseMessage reply = await host.HttpClient.PostAsync(new Uri("/scripts", UriKind.Relative), null, Cancelled);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, reply.StatusCode);
    }

    [Fact]
    public async Task A_start_whose_reply_is_lost_is_found_by_its_key()
    {
        int runs = 0;
        await using JobTestHost host = Host((_, _) => Task.FromResult($"run {Interlocked.Increment(ref runs)}"));
        JobStartOptions options = new() { IdempotencyKey = "7d5b0q3hh8jg3m1w" };
        host.Faults.LoseEventReplies();

        JobDispatchException lost = await Assert.ThrowsAsync<JobDispatchException>(() => host.StartAsync(() => ScriptedRunJob.StartAsync(options)));
        JobSnapshot<string> job = await host.RunToEndAsync(() => ScriptedRunJob.StartAsync(options), Cancelled);

        Assert.True(lost.MayHaveStarted);
        Assert.Equal(("run 1", 1), (job.Result, runs));
    }

    [Fact]
    public async Task A_worker_that_is_killed_before_its_method_is_followed_by_another()
    {
        int runs = 0;
        await using JobTestHost host = Host((_, _) => Task.FromResult($"run {Interlocked.Increment(ref runs)}"));
        host.Faults.KillWorkersAfterClaim();

        JobSnapshot<string> job = await host.RunToEndAsync(() => ScriptedRunJob.StartAsync(), Cancelled);

        Assert.Equal((JobStatus.Succeeded, 2, 1), (job.Status, job.Attempt, runs));
        Assert.True(job.FinishedAt - job.CreatedAt >= TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task A_worker_that_is_killed_before_the_outcome_has_its_work_done_again()
    {
        int runs = 0;
        await using JobTestHost host = Host((_, _) => Task.FromResult($"run {Interlocked.Increment(ref runs)}"));
        host.Faults.KillWorkersBeforeOutcome(2);

        JobSnapshot<string> job = await host.RunToEndAsync(() => ScriptedRunJob.StartAsync(), Cancelled);

        Assert.Equal((JobStatus.Succeeded, "run 3", 3), (job.Status, job.Result, job.Attempt));
    }

    [Fact]
    public async Task A_job_whose_workers_are_all_killed_is_settled()
    {
        await using JobTestHost host = Host((_, _) => Task.FromResult("done"));
        host.Faults.KillWorkersBeforeOutcome(3);

        JobSnapshot<string> job = await host.RunToEndAsync(() => ScriptedRunJob.StartAsync(), Cancelled);

        Assert.Equal((JobStatus.Failed, 3), (job.Status, job.Attempt));
        Assert.NotNull(job.Error);
    }

    [Fact]
    public async Task A_worker_that_is_killed_after_the_outcome_changes_nothing()
    {
        int runs = 0;
        await using JobTestHost host = Host((_, _) => Task.FromResult($"run {Interlocked.Increment(ref runs)}"));
        host.Faults.KillWorkersAfterOutcome();

        JobSnapshot<string> job = await host.RunToEndAsync(() => ScriptedRunJob.StartAsync(), Cancelled);
        await host.AdvanceAsync(TimeSpan.FromMinutes(30), Cancelled);

        Assert.Equal((JobStatus.Succeeded, "run 1", 1), (job.Status, job.Result, runs));
    }

    [Fact]
    public async Task A_job_goes_on_from_what_it_saved_before_its_worker_was_killed()
    {
        Importer importer = new();
        await using JobTestHost host = JobTestHost.Create(AppJobs.Create(services => services.AddSingleton(importer)));
        host.Faults.KillWorkersAfterSavedState();

        JobSnapshot<int> job = await host.RunToEndAsync(() => ImportsRunAtOnceJob.StartAsync(3), Cancelled);

        Assert.Equal((JobStatus.Succeeded, 2), (job.Status, job.Attempt));
        Assert.Equal([0, 1, 2], importer.Pages);
    }

    [Fact]
    public async Task A_continuation_that_is_not_sent_comes_all_the_same()
    {
        await using JobTestHost host = JobTestHost.Create(AppJobs.App);
        host.Faults.KillWorkersAfterOutcome();

        JobSnapshot<int> job = await host.RunToEndAsync(() => ImportsRunJob.StartAsync(2), Cancelled);

        Assert.Equal((JobStatus.Succeeded, 2), (job.Status, job.Result));
    }

    [Fact]
    public async Task An_outcome_is_written_by_a_table_that_refuses_at_first()
    {
        JobTestHost? host = null;
        await using JobTestHost made = host = Host((_, _) =>
        {
            host!.Faults.ThrottleTable(2);
            host.Faults.LoseTableReplies();
            return Task.FromResult("done");
        });

        JobSnapshot<string> job = await made.RunToEndAsync(() => ScriptedRunJob.StartAsync(), Cancelled);

        Assert.Equal((JobStatus.Succeeded, 1), (job.Status, job.Attempt));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task By_chance_no_job_is_lost(int seed)
    {
        await using JobTestHost host = Host((_, _) => Task.FromResult("done"));
        host.Faults.AtRandom(seed, new JobFaultRates { DuplicateEvents = 0.3, DelayEvents = 0.3, RefuseEvents = 0.1, LoseEventReplies = 0.1, ThrottleTable = 0.1, LoseTableReplies = 0.1, KillWorkers = 0.1 });
        List<string> ids = [];
        for (int i = 0; i < 20; i++)
        {
            using HttpResponseMessage reply = await host.HttpClient.PostAsync(new Uri("/scripts", UriKind.Relative), null, Cancelled);
            if (reply.StatusCode is HttpStatusCode.Accepted)
                ids.Add(reply.Headers.Location!.ToString().Split('/')[^1]);
        }

        Assert.NotEmpty(ids);
        foreach (string id in ids)
            Assert.Contains((await host.RunToEndAsync(id, Cancelled)).Status, new[] { JobStatus.Succeeded, JobStatus.Failed });
    }

    [Fact]
    public void A_seed_repeats_its_faults()
    {
        Assert.Equal(Draw(7), Draw(7));
        Assert.NotEqual(Draw(7), Draw(8));

        static bool[] Draw(int seed)
        {
            Faults.FaultOrders orders = new();
            new JobFaults(orders).AtRandom(seed, new JobFaultRates { DuplicateEvents = 0.5 });
            return [.. Enumerable.Range(0, 64).Select(_ => orders.Takes(Faults.FaultKind.DuplicateEvent))];
        }
    }

    private static JobTestHost Host(Script script) => JobTestHost.Create(AppJobs.Create(services => services.AddSingleton(script)));
}
