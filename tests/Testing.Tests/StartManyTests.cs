using AsyncJobs.Dispatch;
using AsyncJobs.Jobs;
using AsyncJobs.Testing.Tests.Jobs;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AsyncJobs.Testing.Tests;

/// <summary>Code starts a job for each of a set of inputs.</summary>
public sealed class StartManyTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_input_has_a_job_and_the_same_call_again_starts_none()
    {
        await using JobTestHost host = Host();
        using EnteredApp entered = host.App.Enter();

        JobStartResults<int, int> first = await PartsPartJob.StartManyAsync([3, 4, 5], "run-1", cancellationToken: Cancelled);
        JobStartResults<int, int> again = await PartsPartJob.StartManyAsync([3, 4, 5], "run-1", cancellationToken: Cancelled);
        JobStartResults<int, int> other = await PartsPartJob.StartManyAsync([3, 4, 5], "run-2", cancellationToken: Cancelled);

        Assert.True(first.AllStarted && again.AllStarted && other.AllStarted);
        Assert.Equal(["run-1/0", "run-1/1", "run-1/2"], first.Select(static one => one.IdempotencyKey));
        Assert.Equal([3, 4, 5], first.Select(static one => one.Input));
        Assert.Equal(first.Ids, again.Ids);
        Assert.Equal(6, first.Ids.Concat(other.Ids).Distinct().Count());
        Assert.Equal(6, (await host.ListAsync(Cancelled)).Count);
        Assert.Equal(4, (await host.RunToEndAsync(first[1].Job!, Cancelled)).Result);
    }

    [Fact]
    public async Task Inputs_with_names_of_their_own_may_change_their_order()
    {
        await using JobTestHost host = Host();
        using EnteredApp entered = host.App.Enter();
        JobStartManyOptions<int> options = new() { KeyOf = static number => $"part-{number}", Owner = "anna" };

        JobStartResults<int, int> first = await PartsPartJob.StartManyAsync([3, 4], "run", options, Cancelled);
        JobStartResults<int, int> again = await PartsPartJob.StartManyAsync([4, 5, 3], "run", options, Cancelled);

        Assert.Equal([first[1].Job!.Id, first[0].Job!.Id], [again[0].Job!.Id, again[2].Job!.Id]);
        Assert.All(await host.ListAsync(Cancelled), static job => Assert.Equal("anna", job.Owner));
    }

    [Fact]
    public async Task One_that_is_not_started_does_not_hide_the_others()
    {
        await using JobTestHost host = Host();
        using EnteredApp entered = host.App.Enter();
        host.Faults.RefuseEvents();

        JobStartResults<int, int> started = await PartsPartJob.StartManyAsync([3, 4, 5], "run", new() { Parallelism = 1 }, Cancelled);

        JobStartResult<int, int> failed = Assert.Single(started.NotStarted);
        Assert.Equal((3, false), (failed.Input, failed.IsStarted));
        Assert.IsType<JobDispatchException>(failed.Failure);
        Assert.Equal([started[1].Job!.Id, started[2].Job!.Id], started.Ids);
        JobsNotStartedException thrown = Assert.Throws<JobsNotStartedException>(started.EnsureAllStarted);
        Assert.Equal($"1 of 3 jobs were not started. The first failed with: {failed.Failure.Message} Start them again under the same key.", thrown.Message);
        Assert.Same(failed.Failure, Assert.Single(thrown.Failures));

        JobStartResults<int, int> again = await PartsPartJob.StartManyAsync([3, 4, 5], "run", cancellationToken: Cancelled);
        Assert.Equal(started.Ids, again.EnsureAllStarted().Ids.Skip(1));
        Assert.Equal(3, (await host.ListAsync(Cancelled)).Count);
    }

    [Fact]
    public async Task A_key_that_stood_for_another_input_is_told_of_that_input()
    {
        await using JobTestHost host = Host();
        using EnteredApp entered = host.App.Enter();
        await PartsPartJob.StartManyAsync([3, 4], "run", cancellationToken: Cancelled);

        JobStartResults<int, int> changed = await PartsPartJob.StartManyAsync([3, 5], "run", cancellationToken: Cancelled);

        Assert.True(changed[0].IsStarted);
        Assert.StartsWith("The idempotency key 'run/1' of the job 'parts' was used before with another input.", Assert.IsType<ArgumentException>(changed[1].Failure).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_pass_is_not_to_be_started_again()
    {
        await using JobTestHost host = Host();
        using EnteredApp entered = host.App.Enter();
        await PartsPartJob.StartManyAsync([3, 4], "run", cancellationToken: Cancelled);

        JobStartResults<int, int> changed = await PartsPartJob.StartManyAsync([3, 5], "run", cancellationToken: Cancelled);

        string message = Assert.Throws<JobsNotStartedException>(changed.EnsureAllStarted).Message;
        Assert.StartsWith("1 of 2 jobs were not started. The first failed with: The idempotency key 'run/1'", message, StringComparison.Ordinal);
        Assert.DoesNotContain("Start them again", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_job_that_starts_what_its_Starts_does_not_name_ends_at_once(bool many)
    {
        await using JobTestHost host = Host();

        JobSnapshot<int> ended = await host.RunToEndAsync(() => PartsStartUnnamedJob.StartAsync(many), Cancelled);

        Assert.Equal((JobStatus.Failed, JobErrorCodes.MethodFailed, 1), (ended.Status, ended.Error!.ErrorCode, ended.Attempt));
        string message = Assert.Single(host.Log, static entry => entry.Event == "job.finished").Exception!.Message;
        Assert.Contains("Write Starts = [\"parts\"]", message, StringComparison.Ordinal);
        Assert.DoesNotContain("again", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_job_of_several_values_takes_them_together()
    {
        await using JobTestHost host = Host();
        using EnteredApp entered = host.App.Enter();

        JobStartResults<(int left, Cursor right, string between), string> started = await PartsPairJob.StartManyAsync(
            [(1, new Cursor(2), "+"), (left: 3, right: new Cursor(4), between: "*")],
            "run",
            new() { KeyOf = static input => $"{input.left}" },
            Cancelled);

        Assert.Equal(["run/1", "run/3"], started.Select(static one => one.IdempotencyKey));
        Assert.Equal("3*4", (await host.RunToEndAsync(started[1].Job!, Cancelled)).Result);
    }

    [Fact]
    public async Task At_most_so_many_are_under_way_at_a_time()
    {
        int underWay = 0;
        int most = 0;
        TaskCompletionSource full = new(TaskCreationOptions.RunContinuationsAsynchronously);

        JobStartResults<int, int> started = await ManyJobs.StartAsync(
            Enumerable.Range(0, 100),
            "run",
            async (input, options, token) =>
            {
                int now = Interlocked.Increment(ref underWay);
                most = Math.Max(most, now);
                if (now == 5)
                    full.TrySetResult();
                await full.Task.WaitAsync(token);
                await Task.Yield();
                Interlocked.Decrement(ref underWay);
                return new JobSnapshot<int> { Id = options.IdempotencyKey!, Status = JobStatus.Pending, CreatedAt = default };
            },
            new() { Parallelism = 5 },
            Cancelled);

        Assert.True(started.AllStarted);
        Assert.Equal(5, most);
    }

    [Fact]
    public async Task What_is_not_begun_when_it_is_cancelled_is_not_started()
    {
        await using JobTestHost host = Host();
        using EnteredApp entered = host.App.Enter();
        using CancellationTokenSource stop = new();
        int begun = 0;

        JobStartResults<int, int> started = await ManyJobs.StartAsync<int, int>(
            [3, 4, 5],
            "run",
            (input, options, token) =>
            {
                if (++begun == 2)
                    stop.Cancel();
                return PartsPartJob.StartAsync(input, options, token);
            },
            new() { Parallelism = 1 },
            stop.Token);

        Assert.Equal(2, begun);
        Assert.True(started[0].IsStarted);
        Assert.Equal((false, null), (started[2].IsStarted, started[2].Failure));
        Assert.Contains("not begun, since the time was up or the token had fired.", Assert.Throws<JobsNotStartedException>(started.EnsureAllStarted).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task None_is_begun_when_hardly_any_time_is_left()
    {
        ManualClock clock = new();
        using InvocationBudget budget = InvocationBudget.FromRemaining(TimeSpan.FromSeconds(100), TimeSpan.Zero, clock);
        using EnteredScope entered = budget.Enter();

        JobStartResults<int, int> started = await ManyJobs.StartAsync(
            [3, 4, 5],
            "run",
            (input, options, _) =>
            {
                clock.Now += TimeSpan.FromSeconds(45);
                return Task.FromResult(new JobSnapshot<int> { Id = options.IdempotencyKey!, Status = JobStatus.Pending, CreatedAt = default });
            },
            new() { Parallelism = 1 },
            Cancelled);

        Assert.Equal([true, true, false], started.Select(static one => one.IsStarted));
        Assert.Equal(10, budget.Remaining.TotalSeconds);
    }

    [Fact]
    public async Task Keys_that_cannot_be_are_refused_before_anything_is_started()
    {
        await using JobTestHost host = Host();
        using EnteredApp entered = host.App.Enter();

        ArgumentException same = await Assert.ThrowsAsync<ArgumentException>(
            () => PartsPartJob.StartManyAsync([3, 4, 3], "run", new() { KeyOf = static number => $"{number}" }, Cancelled));
        ArgumentException malformed = await Assert.ThrowsAsync<ArgumentException>(
            () => PartsPartJob.StartManyAsync([3], "a run", cancellationToken: Cancelled));

        Assert.StartsWith("Inputs 0 and 2 have the same idempotency key, and would be one job", same.Message, StringComparison.Ordinal);
        Assert.StartsWith("The idempotency key of input 0 has to be 1 to 255 printable ASCII characters", malformed.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(static () => new JobStartManyOptions<int> { Parallelism = ManyJobs.MostParallelism + 1 });
        Assert.Empty(await host.ListAsync(Cancelled));
    }

    private static JobTestHost Host()
    {
        PartPlan plan = new() { Part = static (number, _, _) => Task.FromResult(number) };
        return JobTestHost.Create(AppJobs.Create(services => services.AddSingleton(plan)));
    }

    private sealed class ManualClock : TimeProvider
    {
        public TimeSpan Now { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Now.Ticks;
    }
}
