using AsyncJobs.Testing.Tests.Jobs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace AsyncJobs.Testing.Tests;

/// <summary>A job's method in a plain unit test.</summary>
public sealed class TestJobTests
{
    [Fact]
    public async Task A_method_finds_its_job_and_what_it_reports_is_noted()
    {
        TestJobContext job = TestJob.Context(new() { Id = "7d5b0q3hh8jg3m1w2v9x4k6a0c", Attempt = 2, RequestId = "r-1" });

        await Report(job);

        Assert.Equal(("7d5b0q3hh8jg3m1w2v9x4k6a0c", "test", 2, 0, "r-1"), (job.Context.Id, job.Context.JobName, job.Context.Attempt, job.Context.Continuation, job.Context.RequestId));
        Assert.Equal([new JobProgress(0, "begun"), new JobProgress(0.5, null), new JobProgress(1, "done")], job.Progress);
        Assert.Null(job.Context.Budget.Deadline);

        static async Task Report(JobContext job)
        {
            await job.ReportProgressAsync(-3, "begun");
            await job.ReportProgressAsync(0.5);
            await job.ReportProgressAsync(7, "done");
        }
    }

    [Fact]
    public async Task A_method_goes_on_in_the_next_invocation_with_what_it_handed_over()
    {
        TestJobContext first = TestJob.Context(ImportsRunJob.Definition);
        await Assert.ThrowsAsync<JobContinuedException>(() => Imports.Run(1, first));
        Assert.True(first.IsContinued);
        Assert.Equal(new Cursor(1), first.ContinuedState);

        TestJobContext second = first.NextInvocation();
        Assert.Equal(1, await Imports.Run(1, second));

        Assert.False(second.IsContinued);
        Assert.Equal((first.Context.Id, 1, 1), (second.Context.Id, second.Context.Attempt, second.Context.Continuation));
        Assert.NotEqual(first.Context.RequestId, second.Context.RequestId);
        Assert.Throws<InvalidOperationException>(second.NextInvocation);
    }

    [Fact]
    public async Task The_next_attempt_finds_what_was_saved_last()
    {
        Importer importer = new Importer().FailsOnceAt(2);
        TestJobContext first = TestJob.Context(ImportsRunAtOnceJob.Definition);
        await Assert.ThrowsAsync<IOException>(() => Imports.RunAtOnce(3, importer, first));
        Assert.Equal([new Cursor(1), new Cursor(2)], first.SavedStates);

        TestJobContext second = first.NextAttempt();
        Assert.Equal(3, await Imports.RunAtOnce(3, importer, second));

        Assert.Equal(2, second.Context.Attempt);
        Assert.Equal([0, 1, 2], importer.Pages);
    }

    [Fact]
    public void State_is_of_the_type_that_the_attribute_names()
    {
        Assert.Equal(new Cursor(4), TestJob.Context(ImportsRunJob.Definition, new() { State = new Cursor(4) }).Context.State<Cursor>());
        Assert.Throws<ArgumentException>(() => TestJob.Context(ImportsRunJob.Definition, new() { State = "four" }));
        Assert.Throws<InvalidOperationException>(() => TestJob.Context(ImportsRunJob.Definition).Context.State<string>());
        Assert.Throws<InvalidOperationException>(() => TestJob.Context(ScriptedRunJob.Definition).Context.State<Cursor>());
        Assert.Throws<InvalidOperationException>(() => TestJob.Context(new() { State = "four" }).Context.State<Cursor>());
        Assert.Equal("four", TestJob.Context(new() { State = "four" }).Context.State<string>());
    }

    [Fact]
    public async Task The_token_fires_when_the_test_cancels()
    {
        TestJobContext job = TestJob.Context();
        Task method = Task.Delay(Timeout.InfiniteTimeSpan, job.Context.CancellationToken);

        job.Cancel();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => method);
        Assert.True(job.Context.CancellationToken.IsCancellationRequested);
    }

    [Fact]
    public async Task The_budget_is_that_of_the_attribute_and_ends_by_the_clock_of_the_test()
    {
        FakeTimeProvider time = new();
        TestJobContext job = TestJob.Context(ImportsRunJob.Definition, new() { Time = time });
        Assert.Equal(TimeSpan.FromSeconds(59), job.Context.Budget.Remaining);
        CancellationToken token = job.Context.CancellationToken;

        time.Advance(TimeSpan.FromSeconds(58));
        Assert.False(token.IsCancellationRequested);
        time.Advance(TimeSpan.FromSeconds(1));

        Assert.True(token.IsCancellationRequested);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await job.Context.SaveStateAsync(new Cursor(1)));
        Assert.Empty(job.SavedStates);
    }

    [Fact]
    public void Budget_and_ids_are_current_while_the_job_is_entered()
    {
        TestJobContext job = TestJob.Context(new() { Timeout = TimeSpan.FromSeconds(30), JobName = "orders" });
        using (job.Enter())
        {
            Assert.Same(job.Context.Budget, InvocationBudget.Current);
            Assert.Equal((job.Context.Id, "orders"), (InvocationScope.Current.JobId, InvocationScope.Current.JobName));
        }

        Assert.Same(InvocationBudget.None, InvocationBudget.Current);
        Assert.Null(InvocationScope.Current.JobId);
    }

    [Fact]
    public void Services_are_those_of_the_test()
    {
        using ServiceProvider services = new ServiceCollection().AddSingleton<Importer>().BuildServiceProvider();
        Assert.NotNull(TestJob.Context(new() { Services = services }).Context.Services.GetService<Importer>());
        Assert.Contains("TestJobOptions.Services", Assert.Throws<InvalidOperationException>(() => TestJob.Context().Context.Services).Message, StringComparison.Ordinal);
    }
}
