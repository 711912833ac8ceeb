using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using AsyncJobs.Binding;
using AsyncJobs.Http;
using AsyncJobs.Jobs;
using AsyncJobs.Lifecycle;
using AsyncJobs.Logging;
using AsyncJobs.Runtime.Tests.Support;
using AsyncJobs.Storage;
using AsyncJobs.Testing;
using AsyncJobs.Texts;
using Xunit;

namespace AsyncJobs.Runtime.Tests.Working;

/// <summary>Failures that would be the same again are not tried again, and what is recorded of them fits into an item.</summary>
public sealed class FailureEndTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_result_that_cannot_be_written_as_JSON_fails_the_job_at_once_and_the_method_is_not_run_again()
    {
        CyclicJob cyclic = new();
        await using JobTestHost host = JobTestHost.Create(new JobApp([cyclic]));

        JobRecord record = await RunAsync(host, cyclic);

        Assert.Equal((JobStatus.Failed, JobErrorCodes.ResultNotSerializable, 1), (record.Status, record.Error!.ErrorCode, cyclic.Runs));
    }

    [Theory]
    [InlineData(typeof(InvalidOperationException))]
    [InlineData(typeof(ArgumentOutOfRangeException))]
    [InlineData(typeof(NotSupportedException))]
    public async Task What_the_serializer_may_have_thrown_ends_the_job_at_once(Type type)
    {
        NumbersJob lazy = new() { Result = Lazily(type) };
        await using JobTestHost host = JobTestHost.Create(new JobApp([lazy]));

        JobRecord record = await RunAsync(host, lazy);

        Assert.Equal((JobStatus.Failed, JobErrorCodes.ResultNotSerializable, 1), (record.Status, record.Error!.ErrorCode, record.Attempt));
    }

    [Theory]
    [InlineData(typeof(IOException))]
    [InlineData(typeof(TimeoutException))]
    [InlineData(typeof(HttpRequestException))]
    public async Task What_a_result_throws_that_is_enumerated_while_it_is_written_is_a_failure_of_the_method(Type type)
    {
        NumbersJob lazy = new() { Result = Lazily(type) };
        await using JobTestHost host = JobTestHost.Create(new JobApp([lazy]));
        string id = (await host.App.StartAsync(lazy, new ArgumentWriter(), null, Token)).Id;

        JobRecord between = await host.RunUntilAsync(id, static job => job.Error is not null, Token);
        Assert.Equal((JobStatus.Pending, JobErrorCodes.MethodFailed), (between.Status, between.Error!.ErrorCode));
        lazy.Result = [1, 2];
        JobRecord record = await host.RunToEndAsync(id, Token);

        Assert.Equal((JobStatus.Succeeded, "[1,2]"), (record.Status, System.Text.Encoding.UTF8.GetString(record.Result.Span)));
    }

    [Fact]
    public async Task A_number_that_JSON_does_not_have_fails_the_job_at_once()
    {
        NumbersJob numbers = new() { Result = [1, double.NaN] };
        await using JobTestHost host = JobTestHost.Create(new JobApp([numbers]));

        JobRecord record = await RunAsync(host, numbers);

        Assert.Equal((JobStatus.Failed, JobErrorCodes.ResultNotSerializable, 1), (record.Status, record.Error!.ErrorCode, record.Attempt));
    }

    [Fact]
    public async Task A_message_of_500_000_characters_is_cut_and_recorded_once()
    {
        Bed bed = new();
        string id = await bed.StartAsync();
        bed.Report.Method = (_, _) => throw new JobException(10_006, new string('x', 999) + "🙂" + new string('y', 500_000)) { Retry = false };

        await bed.WorkAsync();

        JobError error = bed.Record(id).Error!;
        Assert.Equal((JobStatus.Failed, 10_006), (bed.Record(id).Status, error.ErrorCode));
        Assert.Equal(new string('x', 999), error.Message);
        Assert.Equal(["Claim", "Finish"], bed.Store.Calls);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_JobException_that_does_not_say_what_is_wrong_fails_the_job_with_its_code(bool throws)
    {
        Bed bed = new();
        string id = await bed.StartAsync();
        bed.Report.Method = (_, _) => throw new Mute(throws) { Retry = false };

        await bed.WorkAsync();

        JobError error = bed.Record(id).Error!;
        Assert.Equal((JobStatus.Failed, 10_007), (bed.Record(id).Status, error.ErrorCode));
        Assert.Contains("Quote the request id", error.Message, StringComparison.Ordinal);
        Assert.Equal(["Claim", "Finish"], bed.Store.Calls);
    }

    [Fact]
    public void Whatever_exception_a_log_is_given_it_writes_a_line()
    {
        using MemoryStream output = new();

        new JsonJobLog(output).Write(new JobLogEntry(JobLogLevel.Error, "job.finished") { Exception = new Mute(throws: true) });

        string line = (string)JsonNode.Parse(output.ToArray())!["exception"]!;
        Assert.Contains(nameof(Mute), line, StringComparison.Ordinal);
    }

    [Fact]
    public void The_texts_of_an_error_and_of_progress_are_cut_wherever_they_come_from()
    {
        string text = new('x', 5_000);
        string cut = text[..StoredText.Longest];

        JobError error = new(10_001, text, text, text);
        JobError changed = new JobError(10_001, "short") with { Message = text, RequestId = text, Service = text };

        Assert.Equal((cut, cut, cut), (error.Message, error.RequestId, error.Service));
        Assert.Equal(error, changed);
        Assert.Equal(new JobError(10_001, "", null, null), new JobError(10_001, null!));
        Assert.Equal(cut, new JobProgress(0, text).Message);
        Assert.Null(new JobProgress(0, null).Message);
    }

    [Fact]
    public void Half_a_surrogate_pair_is_stored_as_it_will_be_read()
    {
        Assert.Equal("a\ufffd", new JobError(10_001, "a\ud83d").Message);
        Assert.Equal("\ufffdb", new JobError(10_001, "\ude42b").Message);
        Assert.Equal("\ud83d\ude42", new JobError(10_001, "\ud83d\ude42").Message);
    }

    [Fact]
    public async Task An_error_of_the_store_that_would_be_the_same_again_is_not_repeated()
    {
        Bed bed = new();
        await bed.StartAsync();
        bed.Store.Before = call => call == "Finish" ? throw new JobStoreException("not allowed", isTransient: false) : default;

        await Assert.ThrowsAsync<JobStoreException>(() => bed.WorkAsync());

        Assert.Equal(["Claim", "Finish"], bed.Store.Calls);
    }

    [Fact]
    public async Task A_JobException_within_others_counts_and_one_that_forbids_another_attempt_counts_first()
    {
        Bed bed = new();
        string id = await bed.StartAsync();
        bed.Report.Method = (_, _) => throw new AggregateException(
            new InvalidOperationException(),
            new AggregateException(new JobException(10_001, "may pass"), new JobException(10_002, "never") { Retry = false }));

        await bed.WorkAsync();

        Assert.Equal((JobStatus.Failed, 10_002, "never"), (bed.Record(id).Status, bed.Record(id).Error!.ErrorCode, bed.Record(id).Error!.Message));
    }

    [Fact]
    public async Task A_status_that_a_newer_version_wrote_is_shown_as_it_is_and_left_alone()
    {
        Bed bed = new();
        string id = await bed.StartAsync();
        JobRecord newer = bed.Record(id) with { Status = JobStatus.Unknown, UnknownStatus = "PAUSED" };
        bed.Store.Put(newer);

        Reply shown = await bed.GetAsync(id);
        Reply cancelled = await bed.DeleteAsync(id);
        await bed.WorkAsync();

        Assert.Equal((200, "PAUSED"), (shown.StatusCode, shown.Status));
        Assert.NotNull(shown.RetryAfter);
        Assert.Equal((503, JobErrorCodes.Unavailable), (cancelled.StatusCode, cancelled.ErrorCode));
        Assert.Equal(newer, bed.Record(id));
    }

    private static async Task<JobRecord> RunAsync<TResult>(JobTestHost host, JobDefinition<TResult> job) =>
        await host.RunToEndAsync((await host.App.StartAsync(job, new ArgumentWriter(), null, Token)).Id, Token);

    private static IEnumerable<double> Lazily(Type type)
    {
        yield return 1;
        throw (Exception)Activator.CreateInstance(type)!;
    }

    private sealed class NumbersJob() : JobDefinition<NoResult, IEnumerable<double>>("numbers", new JobRoute("POST", "/numbers"))
    {
        public IEnumerable<double> Result { get; set; } = [];

        protected internal override JsonTypeInfo<IEnumerable<double>> ResultType => JobJson.Reflected<IEnumerable<double>>();

        protected override NoResult BindInput(ArgumentReader args) => default;

        protected override ValueTask<IEnumerable<double>> RunAsync(NoResult input, JobContext job) => new(Result);
    }

    private sealed class Mute(bool throws) : JobException(10_007, "never seen")
    {
        public override string Message => throws ? throw new InvalidOperationException() : null!;
    }

    private sealed class CyclicJob() : JobDefinition<NoResult, CyclicJob.Node>("cyclic", new JobRoute("POST", "/cyclic"))
    {
        public int Runs { get; private set; }

        protected internal override JsonTypeInfo<Node> ResultType => JobJson.Reflected<Node>();

        protected override NoResult BindInput(ArgumentReader args) => default;

        protected override ValueTask<Node> RunAsync(NoResult input, JobContext job)
        {
            Runs++;
            Node node = new();
            node.Next = node;
            return new(node);
        }

        public sealed class Node
        {
            public Node? Next { get; set; }
        }
    }
}
