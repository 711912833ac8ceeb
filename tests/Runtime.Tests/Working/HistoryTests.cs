using System.Text.Json.Nodes;
using AsyncJobs.Binding;
using AsyncJobs.Jobs;
using AsyncJobs.Lifecycle;
using AsyncJobs.Runtime.Tests.Support;
using Xunit;

namespace AsyncJobs.Runtime.Tests.Working;

/// <summary>What workers write into the history of a job, for operators alone.</summary>
public sealed class HistoryTests
{
    [Fact]
    public async Task A_job_that_ends_in_its_first_invocation_has_none()
    {
        Bed bed = new();
        string id = await bed.StartAsync(bed.Plain);
        bed.Plain.Method = job =>
        {
            bed.Clock.Advance(TimeSpan.FromSeconds(2));
            return default;
        };

        await bed.WorkAsync(bed.Plain);

        JobRecord record = bed.Record(id);
        Assert.Equal(JobHistory.Empty, record.History);
        Assert.Equal(record.StartedAt, record.Lease!.StartedAt);
        Assert.Equal(
            new JobAttempt(1, "req-1", record.StartedAt, record.FinishedAt, JobAttemptStatus.Succeeded, null), record.LatestAttempt);
    }

    [Fact]
    public async Task Each_end_is_noted_with_its_times_its_request_and_its_reason()
    {
        Bed bed = new(plain: new PlainJob { Saved = JobJson.Reflected<int?>() });
        string id = await bed.StartAsync(bed.Plain);
        DateTimeOffset start = bed.Clock.GetUtcNow();
        bed.Plain.Method = async job =>
        {
            bed.Clock.Advance(TimeSpan.FromSeconds(2));
            if (job.Attempt == 1 && job.Continuation == 0)
                await job.ContinueAsync<int?>(1);
            if (job.Attempt == 1)
                throw new JobException(10_007, "The shop is closed.");
        };

        await bed.WorkAsync(bed.Plain, bed.Invocation("req-1"));
        bed.Clock.Advance(TimeSpan.FromSeconds(1));
        await Assert.ThrowsAsync<JobAttemptFailedException>(() => bed.WorkAsync(bed.Plain, bed.Invocation("req-2")));
        Assert.Null(bed.Record(id).LatestAttempt);
        bed.Clock.Advance(TimeSpan.FromSeconds(1));
        await bed.WorkAsync(bed.Plain, bed.Invocation("req-2"));

        JobRecord record = bed.Record(id);
        Assert.Equal(
            [
                new(1, "req-1", start, start.AddSeconds(2), JobAttemptStatus.Continued, null),
                new(1, "req-2", start.AddSeconds(3), start.AddSeconds(5), JobAttemptStatus.Failed, new JobError(10_007, "The shop is closed.")),
            ],
            record.History.Attempts);
        Assert.Equal(new JobAttempt(2, "req-2", start.AddSeconds(6), start.AddSeconds(8), JobAttemptStatus.Succeeded, null), record.LatestAttempt);
    }

    [Fact]
    public async Task An_attempt_whose_worker_vanished_is_lost_when_another_one_takes_over()
    {
        Bed bed = new();
        string id = await bed.StartAsync(bed.Plain);
        DateTimeOffset start = bed.Clock.GetUtcNow();
        bed.Store.Force(id, Taken.By(LeaseToken.New(start), "gone", start.AddSeconds(65)), start);
        bed.Clock.Advance(TimeSpan.FromMinutes(2));

        await bed.WorkAsync(bed.Plain);

        JobRecord record = bed.Record(id);
        Assert.Equal([new(1, "gone", start, start.AddSeconds(65), JobAttemptStatus.Lost, null)], record.History.Attempts);
        Assert.Equal((2, start.AddMinutes(2)), (record.LatestAttempt!.Attempt, record.LatestAttempt.StartedAt));
    }

    [Fact]
    public async Task A_job_that_is_to_stop_and_gives_itself_back_has_one_end()
    {
        Bed bed = new();
        string id = await bed.StartAsync(bed.Plain);
        bed.Plain.Method = async _ =>
        {
            await bed.DeleteAsync(id);
            throw new InvalidOperationException();
        };

        await bed.WorkAsync(bed.Plain);

        JobRecord record = bed.Record(id);
        Assert.Equal((JobHistory.Empty, JobAttemptStatus.Cancelled), (record.History, record.LatestAttempt!.Status));
    }

    [Fact]
    public async Task Callers_see_nothing_of_it()
    {
        Bed bed = new();
        string id = await bed.StartAsync(bed.Plain);
        bed.Store.Force(id, Taken.By(LeaseToken.New(bed.Clock.GetUtcNow()), "gone", bed.Clock.GetUtcNow()), bed.Clock.GetUtcNow());
        await bed.WorkAsync(bed.Plain);
        Assert.Single(bed.Record(id).History.Attempts);

        JsonNode shown = (await bed.GetAsync(id)).Body;

        Assert.Equal(2, (int)shown["attempt"]!);
        Assert.DoesNotContain(shown.AsObject(), member => member.Key.Contains("attempts", StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain("gone", shown.ToJsonString(), StringComparison.Ordinal);
    }
}
