using AsyncJobs.Jobs;
using AsyncJobs.Runtime.Tests.Support;
using Xunit;

namespace AsyncJobs.Runtime.Tests.Working;

public sealed class ProgressTests
{
    private static readonly TimeSpan s_second = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task The_first_value_is_written_at_once()
    {
        Bed bed = new();
        string id = await bed.StartAsync(bed.Plain);
        bed.Plain.Method = async job =>
        {
            await job.ReportProgressAsync(0.4, "12 of 30");
            Assert.Equal(new JobProgress(0.4, "12 of 30"), bed.Record(id).Progress);
        };

        await bed.WorkAsync(bed.Plain);

        Assert.Equal(["Claim", "ReportProgress", "Finish"], bed.Store.Calls);
        Reply done = await bed.GetAsync(id);
        Assert.Equal("""{"fraction":0.4,"message":"12 of 30"}""", done.Body["progress"]!.ToJsonString());
    }

    [Fact]
    public async Task There_is_at_most_one_write_a_second_and_it_has_the_last_value()
    {
        Bed bed = new();
        await bed.StartAsync(bed.Plain);
        bed.Plain.Method = async job =>
        {
            for (int i = 0; i < 100; i++)
            {
                await job.ReportProgressAsync(i / 100d);
                bed.Clock.Advance(TimeSpan.FromMilliseconds(50));
            }
        };

        await bed.WorkAsync(bed.Plain);

        Assert.Equal([0, 0.19, 0.39, 0.59, 0.79, 0.99], bed.Store.ProgressWrites.Select(progress => progress.Fraction));
    }

    [Fact]
    public async Task A_value_that_waits_is_folded_into_the_write_that_ends_the_attempt()
    {
        Bed bed = new();
        string id = await bed.StartAsync(bed.Plain);
        bed.Plain.Method = async job =>
        {
            await job.ReportProgressAsync(0.1);
            await job.ReportProgressAsync(0.2);
            await job.ReportProgressAsync(0.9, "last");
            if (job.Attempt == 1)
                throw new InvalidOperationException();
        };

        await Assert.ThrowsAsync<JobAttemptFailedException>(() => bed.WorkAsync(bed.Plain));
        Assert.Equal(new JobProgress(0.9, "last"), bed.Record(id).Progress);
        Assert.Equal(["Claim", "ReportProgress", "Release"], bed.Store.Calls);
        bed.Clock.Advance(s_second);
        await bed.WorkAsync(bed.Plain);

        Assert.Equal(new JobProgress(0.9, "last"), bed.Record(id).Progress);
        Assert.Equal(["Claim", "ReportProgress", "Release", "Claim", "ReportProgress", "Finish"], bed.Store.Calls);
    }

    [Fact]
    public async Task A_write_that_fails_fails_nothing_and_comes_again()
    {
        Bed bed = new();
        string id = await bed.StartAsync(bed.Plain);
        bool isBroken = true;
        bed.Store.Before = call => isBroken && call == "ReportProgress" ? throw new TimeoutException() : default;
        bed.Plain.Method = async job =>
        {
            await job.ReportProgressAsync(0.5);
            isBroken = false;
            bed.Clock.Advance(s_second);
            Assert.Equal(0.5, bed.Record(id).Progress?.Fraction);
        };

        await bed.WorkAsync(bed.Plain);

        Assert.Equal(["job.accepted", "job.progress-not-written", "job.finished"], bed.Log.Events);
        Assert.Equal(["Claim", "ReportProgress", "ReportProgress", "Finish"], bed.Store.Calls);
    }

    [Fact]
    public async Task A_value_whose_write_is_under_way_at_the_end_is_not_lost()
    {
        Bed bed = new();
        string id = await bed.StartAsync(bed.Plain);
        Gate gate = new();
        bed.Store.Before = call => call == "ReportProgress" ? gate.PassAsync() : default;
        ValueTask report = default;
        bed.Plain.Method = job =>
        {
            report = job.ReportProgressAsync(0.7);
            return default;
        };

        await bed.WorkAsync(bed.Plain);
        Assert.Equal((JobStatus.Succeeded, 0.7), (bed.Record(id).Status, bed.Record(id).Progress!.Fraction));
        gate.Open();
        await report;

        Assert.Equal(JobStatus.Succeeded, bed.Record(id).Status);
    }

    [Fact]
    public async Task Values_that_come_during_a_write_are_written_a_second_later()
    {
        Bed bed = new();
        string id = await bed.StartAsync(bed.Plain);
        Gate gate = new();
        bed.Store.Before = call => call == "ReportProgress" && bed.Store.ProgressWrites.Count() == 1 ? gate.PassAsync() : default;
        bed.Plain.Method = async job =>
        {
            ValueTask first = job.ReportProgressAsync(0.1);
            await gate.Reached;
            await job.ReportProgressAsync(0.2);
            await job.ReportProgressAsync(0.3);
            gate.Open();
            await first;
            Assert.Equal(0.1, bed.Record(id).Progress!.Fraction);
            bed.Clock.Advance(s_second);
            Assert.Equal(0.3, bed.Record(id).Progress!.Fraction);
        };

        await bed.WorkAsync(bed.Plain);

        Assert.Equal([0.1, 0.3], bed.Store.ProgressWrites.Select(progress => progress.Fraction));
    }

    [Fact]
    public async Task Concurrent_reports_are_still_one_write_a_second()
    {
        for (int round = 0; round < 50; round++)
        {
            Bed bed = new();
            string id = await bed.StartAsync(bed.Plain);
            bed.Plain.Method = async job =>
            {
                using Barrier barrier = new(4);
                await Task.WhenAll(Enumerable.Range(0, 4).Select(thread => Task.Factory.StartNew(
                    () =>
                    {
                        barrier.SignalAndWait();
                        for (int i = 0; i < 50; i++)
                            Assert.True(job.ReportProgressAsync(thread / 4d).IsCompleted);
                    },
                    TaskCreationOptions.LongRunning)));
                await job.ReportProgressAsync(1, "last");
            };

            await bed.WorkAsync(bed.Plain);

            Assert.Single(bed.Store.ProgressWrites);
            Assert.Equal(new JobProgress(1, "last"), bed.Record(id).Progress);
        }
    }

    [Theory]
    [InlineData(-1, 0)]
    [InlineData(7, 1)]
    [InlineData(double.NaN, 0)]
    [InlineData(double.PositiveInfinity, 1)]
    [InlineData(double.NegativeInfinity, 0)]
    public async Task A_fraction_is_between_0_and_1(double fraction, double expected)
    {
        Bed bed = new();
        string id = await bed.StartAsync(bed.Plain);
        bed.Plain.Method = job => job.ReportProgressAsync(fraction);

        await bed.WorkAsync(bed.Plain);

        Assert.Equal(expected, (double)(await bed.GetAsync(id)).Body["progress"]!["fraction"]!);
    }

    [Fact]
    public async Task A_long_message_is_cut_between_characters()
    {
        Bed bed = new();
        string id = await bed.StartAsync(bed.Plain);
        bed.Plain.Method = job => job.ReportProgressAsync(0, new string('x', 999) + "🙂 and more");

        await bed.WorkAsync(bed.Plain);

        Assert.Equal(new string('x', 999), bed.Record(id).Progress!.Message);
    }

    [Fact]
    public async Task A_report_after_the_end_is_ignored()
    {
        Bed bed = new();
        string id = await bed.StartAsync(bed.Plain);
        JobContext? context = null;
        bed.Plain.Method = job =>
        {
            context = job;
            return default;
        };
        await bed.WorkAsync(bed.Plain);
        bed.Store.ClearCalls();

        await context!.ReportProgressAsync(0.5);
        bed.Clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Empty(bed.Store.Calls);
        Assert.Null(bed.Record(id).Progress);
    }

    [Fact]
    public async Task A_report_tells_a_zombie_that_it_is_one()
    {
        Bed bed = new();
        await bed.StartAsync(bed.Plain);
        Gate gate = new();
        CancellationToken seen = default;
        bed.Plain.Method = async job =>
        {
            if (job.Attempt > 1)
                return;
            await gate.PassAsync();
            await job.ReportProgressAsync(0.5);
            seen = job.CancellationToken;
            job.CancellationToken.ThrowIfCancellationRequested();
        };
        Task zombie = bed.WorkAsync(bed.Plain);
        await gate.Reached;
        bed.Clock.Advance(Bed.RetryTime);
        await bed.WorkAsync(bed.Plain);

        gate.Open();
        await zombie;

        Assert.True(seen.IsCancellationRequested);
    }
}
