using AsyncJobs.Binding;
using AsyncJobs.Dispatch;
using AsyncJobs.Jobs;
using AsyncJobs.Runtime.Tests.Support;
using Xunit;

namespace AsyncJobs.Runtime.Tests.Starting;

public sealed class StartFromCodeTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_job_started_from_code_runs_like_one_started_by_HTTP()
    {
        Bed bed = new();
        ReportInput? seen = null;
        bed.Report.Method = (input, _) =>
        {
            seen = input;
            return new("result");
        };

        JobSnapshot<string?> started = await bed.App.StartAsync(bed.Report, Args(), null, Token);
        await bed.WorkAsync();
        JobSnapshot<string?>? done = await bed.App.GetAsync(bed.Report, started.Id, Token);

        Assert.Equal((JobStatus.Pending, 0, null), (started.Status, started.Attempt, started.Result));
        Assert.Equal((JobStatus.Succeeded, 1, "result"), (done!.Status, done.Attempt, done.Result));
        Assert.Equal(("a/b ü", 3, "t-1", new ReportBody("\"x\"", 7)), (seen!.Name, seen.Count, seen.Trace, seen.Body));
        Assert.Equal(["x", "y z"], seen.Tags);
        Assert.Equal(["create", "Claim", "Finish", "get"], bed.Store.Calls);
    }

    [Fact]
    public async Task A_job_starts_only_what_its_Starts_names()
    {
        Bed bed = new(report: new ReportJob { Starts = ["exports", "mails"] });
        Exception? thrown = null;
        bed.Report.Method = async (_, _) =>
        {
            thrown = await Record.ExceptionAsync(() => bed.App.StartAsync(bed.Report, Args(), null, Token));
            return "done";
        };
        await bed.App.StartAsync(bed.Report, Args(), null, Token);
        await bed.WorkAsync();

        JobDispatchException refused = Assert.IsType<JobDispatchException>(thrown);
        Assert.False(refused.IsTransient);
        Assert.False(refused.MayHaveStarted);
        Assert.StartsWith($"The job '{bed.Report.Name}' starts '{bed.Report.Name}', which its Starts does not name", refused.Message, StringComparison.Ordinal);
        Assert.Contains($"Starts = [\"exports\", \"mails\", \"{bed.Report.Name}\"]", refused.Message, StringComparison.Ordinal);
        Assert.Equal(["create", "Claim", "Finish"], bed.Store.Calls);
    }

    [Fact]
    public async Task A_job_starts_what_its_Starts_names()
    {
        ReportJob report = new();
        report = new ReportJob { Starts = [report.Name] };
        Bed bed = new(report: report);
        int started = 0;
        bed.Report.Method = async (_, _) =>
        {
            await bed.App.StartAsync(bed.Report, Args(), null, Token);
            started++;
            return "done";
        };
        await bed.App.StartAsync(bed.Report, Args(), null, Token);
        await bed.WorkAsync();

        Assert.Equal(1, started);
    }

    [Fact]
    public async Task A_job_that_requires_a_key_is_not_started_without_one()
    {
        Bed bed = new(report: new ReportJob { RequireIdempotencyKey = true });

        ArgumentException refused = await Assert.ThrowsAsync<ArgumentException>(() => bed.App.StartAsync(bed.Report, Args(), null, Token));

        Assert.Contains("IdempotencyKey", refused.Message, StringComparison.Ordinal);
        Assert.Empty(bed.Store.Calls);
    }

    [Fact]
    public void Text_that_would_be_changed_on_its_way_is_refused()
    {
        // Not as data of a theory: an attribute would change it, too.
        foreach (string text in (string[])["\uD83D", "a\uDE00", "\uDE00\uD83D", "\uD83D\uDE00\uD83D"])
        {
            Assert.Throws<ArgumentException>("q", () => new ArgumentWriter().Query("q", text, Scalar.String));
            Assert.Throws<ArgumentException>("tags", () => new ArgumentWriter().Query("tags", ["x", text], Scalar.String));
        }

        using ArgumentWriter args = new();
        args.Query("q", "\uD83D\uDE00 a", Scalar.String);
    }

    [Fact]
    public async Task A_callback_that_cannot_be_is_refused_and_a_test_is_told_how_to_have_it()
    {
        Bed bed = new();

        ArgumentException refused = await Assert.ThrowsAsync<ArgumentException>(
            () => bed.App.StartAsync(bed.Report, Args(), new JobStartOptions { CallbackUrl = new Uri("https://hooks.example.com/") }, Token));

        Assert.Contains("JobTestHostOptions.UseCallbacks", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_key_makes_a_second_start_the_same_job()
    {
        Bed bed = new();
        JobStartOptions options = new() { IdempotencyKey = "nightly", Owner = "jwt:|anna" };

        JobSnapshot<string?> first = await bed.App.StartAsync(bed.Report, Args(), options, Token);
        await bed.WorkAsync();
        JobSnapshot<string?> second = await bed.App.StartAsync(bed.Report, Args(), options, Token);

        Assert.Equal((first.Id, JobStatus.Succeeded, "done"), (second.Id, second.Status, second.Result));
        Assert.Equal("jwt:|anna", bed.Record(first.Id).Owner);
        await Assert.ThrowsAsync<ArgumentException>(() => bed.App.StartAsync(bed.Report, Args(count: 4), options, Token));
    }

    [Fact]
    public async Task An_event_that_is_not_taken_leaves_no_job()
    {
        Bed bed = new();
        bed.Dispatcher.Before = () => throw new InvalidOperationException();

        await Assert.ThrowsAsync<JobDispatchException>(() => bed.App.StartAsync(bed.Report, Args(), null, Token));

        Assert.Equal(["create", "delete"], bed.Store.Calls);
    }

    [Fact]
    public async Task An_input_over_1_MB_is_refused()
    {
        Bed bed = new();

        await Assert.ThrowsAsync<ArgumentException>(() => bed.App.StartAsync(bed.Report, Args(new string('x', 1024 * 1024)), null, Token));

        Assert.Empty(bed.Store.Calls);
    }

    [Fact]
    public async Task Ids_that_code_makes_up_count_only_in_their_form()
    {
        Bed bed = new();
        string id;
        using (new InvocationScope { CorrelationId = new string('x', 100_000), TraceParent = new string('y', 100_000) }.Enter())
            id = (await bed.App.StartAsync(bed.Report, Args(), null, Token)).Id;

        Assert.Null(bed.Record(id).CorrelationId);
        Assert.InRange(bed.Dispatcher.Last.Length, 1, 1000);
    }

    [Fact]
    public async Task There_is_no_snapshot_of_what_is_not_there()
    {
        Bed bed = new();
        string plain = await bed.StartAsync(bed.Plain);
        string report = await bed.StartAsync();

        Assert.Null(await bed.App.GetAsync(bed.Report, "00000000000000000000000000", Token));
        Assert.Null(await bed.App.GetAsync(bed.Report, "no id", Token));
        Assert.Null(await bed.App.GetAsync(bed.Report, plain, Token));
        Assert.NotNull(await bed.App.GetAsync(bed.Plain, plain, Token));
        bed.Clock.Advance(TimeSpan.FromHours(31));
        Assert.Null(await bed.App.GetAsync(bed.Report, report, Token));
    }

    internal static ArgumentWriter Args(string text = "\"x\"", int count = 3)
    {
        ArgumentWriter args = new();
        args.Route("name", "a/b ü", Scalar.String);
        args.Query("count", count, Scalar.Integer<int>());
        args.Query("tag", ["x", "y z"], Scalar.String);
        args.Header("X-Trace", "t-1", Scalar.String);
        args.Body(new ReportBody(text, 7), JobJson.Reflected<ReportBody>());
        return args;
    }
}
