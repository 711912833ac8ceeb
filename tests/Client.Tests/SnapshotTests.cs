using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Xunit;

namespace AsyncJobs.Client.Tests;

public sealed class SnapshotTests
{
    [Fact]
    public void A_column_of_the_sample_has_numbers_or_words_and_is_read_with_what_it_has()
    {
        AsyncJobSnapshot<Sample.Summaries.Summary> job = AsyncJobSnapshot.Parse(
            """
            {"id":"j","job":"summaries","status":"SUCCEEDED","createdAt":"2026-01-01T00:00:00Z","result":{"name":"cities","rows":2,"columns":[
              {"name":"city","count":2,"empty":0,"distinct":2},{"name":"people","count":2,"empty":0,"min":522250,"max":2102650,"mean":1312450}]}}
            """u8.ToArray(),
            Sample.Summaries.SummaryJson.Default.Summary);

        Assert.Equal([2, null], job.Result!.Columns.Select(column => column.Distinct));
        Assert.Equal([null, 2102650], job.Result.Columns.Select(column => column.Max));
    }

    [Fact]
    public void A_whole_document_is_read()
    {
        AsyncJobSnapshot<CheckReport> job = Parse(
            """
            {"id":"job1","job":"link-checks","status":"SUCCEEDED","createdAt":"2026-01-01T00:00:00.000Z","startedAt":"2026-01-01T00:00:00.412Z",
             "finishedAt":"2026-01-01T00:01:00.000Z","attempt":2,"progress":{"fraction":1,"message":"done"},"result":{"links":7,"note":"n"},
             "error":{"errorCode":10001,"requestId":null,"message":"first attempt","service":null},"correlationId":"order-4711","somethingNew":[]}
            """);

        DateTimeOffset created = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        Assert.Equal(("job1", "link-checks", AsyncJobStatus.Succeeded, 2), (job.Id, job.Job, job.Status, job.Attempt));
        Assert.Equal((created, created.AddMilliseconds(412), created.AddMinutes(1)), (job.CreatedAt, job.StartedAt, job.FinishedAt));
        Assert.Equal(new AsyncJobProgress(1, "done"), job.Progress);
        Assert.Equal(new AsyncJobError(10001, "first attempt", null, null), job.Error);
        Assert.Equal(new CheckReport(7, "n"), job.Result);
        Assert.Equal("order-4711", job.CorrelationId);
        Assert.True(job.IsFinished);
    }

    [Theory]
    [InlineData("PENDING", AsyncJobStatus.Pending, false)]
    [InlineData("RUNNING", AsyncJobStatus.Running, false)]
    [InlineData("FAILED", AsyncJobStatus.Failed, true)]
    [InlineData("TIMED_OUT", AsyncJobStatus.TimedOut, true)]
    [InlineData("CANCELLED", AsyncJobStatus.Cancelled, true)]
    public void Every_status_is_known(string text, AsyncJobStatus status, bool isFinished)
    {
        AsyncJobSnapshot<CheckReport> job = Parse(Documents.Status(text));

        Assert.Equal((status, isFinished, null), (job.Status, job.IsFinished, job.Result));
    }

    [Fact]
    public void A_cancel_that_was_asked_for_is_seen_and_is_news()
    {
        AsyncJobSnapshot<CheckReport> before = Parse(Documents.Status("RUNNING"));
        AsyncJobSnapshot<CheckReport> after = Parse(Documents.Status("RUNNING").Replace("\"result\":", "\"cancelRequested\":true,\"result\":", StringComparison.Ordinal));

        Assert.Equal((false, true), (before.IsCancelRequested, after.IsCancelRequested));
        Assert.False(after.LooksLike(before));
    }

    [Theory]
    [InlineData("null", false)]
    [InlineData("\"2026-01-01T00:01:00.000Z\"", true)]
    public void A_status_of_a_newer_server_is_kept_as_it_came_and_is_final_only_if_the_job_has_finished(string finishedAt, bool isFinished)
    {
        AsyncJobSnapshot<CheckReport> job = Parse(Documents.Status("PAUSED").Replace("\"finishedAt\":null", $"\"finishedAt\":{finishedAt}", StringComparison.Ordinal));

        Assert.Equal((AsyncJobStatus.Unknown, "PAUSED", isFinished, null), (job.Status, job.UnknownStatus, job.IsFinished, job.Result));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("""{"id":"job1"}""")]
    public void Anything_else_is_refused(string json) => Assert.Throws<AsyncJobProtocolException>(() => Parse(json));

    [Fact]
    public void The_job_of_a_callback_is_read_and_one_whose_result_is_gone_says_so()
    {
        const string Gone = """
            {"type":"job.succeeded","timestamp":"2026-01-01T00:00:01.000Z","data":{"id":"a","job":"b","status":"SUCCEEDED",
            "createdAt":"2026-01-01T00:00:00.000Z","finishedAt":"2026-01-01T00:00:01.000Z","attempt":1,"result":null,"resultGone":true}}
            """;

        AsyncJobSnapshot<int> gone = AsyncJobSnapshot.ParseCallback(Encoding.UTF8.GetBytes(Gone), JsonTypeInfo.CreateJsonTypeInfo<int>(JsonSerializerOptions.Web));
        AsyncJobSnapshot<int> kept = AsyncJobSnapshot.ParseCallback(
            Encoding.UTF8.GetBytes(Gone.Replace("null,\"resultGone\":true", "7", StringComparison.Ordinal)), JsonTypeInfo.CreateJsonTypeInfo<int>(JsonSerializerOptions.Web));

        Assert.Equal((AsyncJobStatus.Succeeded, true, 0), (gone.Status, gone.IsResultGone, gone.Result));
        Assert.Equal((AsyncJobStatus.Succeeded, false, 7), (kept.Status, kept.IsResultGone, kept.Result));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"data":null}""")]
    [InlineData("""{"id":"a","job":"b","status":"SUCCEEDED"}""")]
    [InlineData("no JSON")]
    public void What_is_no_callback_is_told(string body) => Assert.Throws<AsyncJobProtocolException>(
        () => AsyncJobSnapshot.ParseCallback(Encoding.UTF8.GetBytes(body), JsonTypeInfo.CreateJsonTypeInfo<int>(JsonSerializerOptions.Web)));

    private static AsyncJobSnapshot<CheckReport> Parse(string json) => AsyncJobSnapshot.Parse(Encoding.UTF8.GetBytes(json), CheckJson.Default.CheckReport);
}
