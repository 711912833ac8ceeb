using AsyncJobs.Jobs;
using AsyncJobs.Runtime.Tests.Support;
using Xunit;

namespace AsyncJobs.Runtime.Tests.Working;

/// <summary>A store that fails when the outcome is to be written.</summary>
public sealed class OutcomeWriteTests
{
    [Fact]
    public async Task A_write_that_fails_is_tried_again_and_the_method_is_not()
    {
        Bed bed = new();
        string id = await bed.StartAsync();
        int calls = 0;
        bed.Report.Method = (_, _) => new("call " + ++calls);
        int failures = 2;
        bed.Store.Before = call => call == "Finish" && failures-- > 0 ? throw new TimeoutException() : default;

        Task work = bed.WorkAsync();
        await PassAsync(bed, 50, 100);
        await work;

        Assert.Equal((JobStatus.Succeeded, 1), (bed.Record(id).Status, calls));
        Assert.Equal(["Claim", "Finish", "Finish", "Finish"], bed.Store.Calls);
        Assert.Equal(2, bed.Log.Events.Count(name => name == "job.outcome-not-written"));
    }

    [Fact]
    public async Task A_write_whose_answer_was_lost_counts()
    {
        Bed bed = new();
        string id = await bed.StartAsync();
        int losses = 1;
        bed.Store.After = call => call == "Finish" && losses-- > 0 ? throw new TimeoutException() : default;

        Task work = bed.WorkAsync();
        await PassAsync(bed, 50);
        await work;

        Assert.Equal(JobStatus.Succeeded, bed.Record(id).Status);
        Assert.DoesNotContain("job.outcome-refused", bed.Log.Events);
    }

    [Fact]
    public async Task A_release_whose_answer_was_lost_still_fails_the_invocation()
    {
        Bed bed = new();
        string id = await bed.StartAsync();
        bed.Report.Method = (_, _) => throw new InvalidOperationException();
        int losses = 1;
        bed.Store.After = call => call == "Release" && losses-- > 0 ? throw new TimeoutException() : default;

        Task work = bed.WorkAsync();
        await PassAsync(bed, 50);

        await Assert.ThrowsAsync<JobAttemptFailedException>(() => work);
        Assert.Equal(JobStatus.Pending, bed.Record(id).Status);
    }

    [Fact]
    public async Task The_reserve_is_spent_on_trying_and_then_the_invocation_fails()
    {
        Bed bed = new();
        string id = await bed.StartAsync();
        Gate gate = new();
        bed.Report.Method = async (_, job) =>
        {
            if (job.Attempt > 1)
                return "second";
            await gate.PassAsync(job.CancellationToken);
            return "never";
        };
        bed.Store.Before = call => call == "Finish" ? throw new TimeoutException() : default;
        Task work = bed.WorkAsync();
        await gate.Reached;

        bed.Clock.Advance(TimeSpan.FromSeconds(59));
        await PassAsync(bed, 50, 100, 200, 400);
        await Assert.ThrowsAsync<TimeoutException>(() => work);
        Assert.Equal(JobStatus.Running, bed.Record(id).Status);

        bed.Store.Before = null;
        await bed.WorkAsync();
        Assert.Equal((JobStatus.Succeeded, 2), (bed.Record(id).Status, bed.Record(id).Attempt));
    }

    [Fact]
    public async Task Without_a_deadline_it_is_tried_five_times()
    {
        Bed bed = new();
        await bed.StartAsync();
        bed.Store.Before = call => call == "Finish" ? throw new TimeoutException() : default;

        Task work = bed.WorkAsync(invocation: new Invocation { RequestId = "req-1" });
        await PassAsync(bed, 50, 100, 200, 400);

        await Assert.ThrowsAsync<TimeoutException>(() => work);
        Assert.Equal(5, bed.Store.Calls.Count(call => call == "Finish"));
    }

    [Fact]
    public async Task A_claim_that_fails_fails_the_invocation_and_the_retry_works()
    {
        Bed bed = new();
        string id = await bed.StartAsync();
        int losses = 1;
        bed.Store.After = call => call == "Claim" && losses-- > 0 ? throw new TimeoutException() : default;

        await Assert.ThrowsAsync<TimeoutException>(() => bed.WorkAsync());
        bed.Clock.Advance(Bed.RetryTime);
        await bed.WorkAsync();

        Assert.Equal(JobStatus.Succeeded, bed.Record(id).Status);
    }

    private static async Task PassAsync(Bed bed, params int[] pauses)
    {
        foreach (int milliseconds in pauses)
        {
            TimeSpan pause = TimeSpan.FromMilliseconds(milliseconds);
            await bed.Clock.TimerAsync(pause);
            bed.Clock.Advance(pause);
        }
    }
}
