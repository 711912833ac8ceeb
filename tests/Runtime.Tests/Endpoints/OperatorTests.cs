using System.Text;
using AsyncJobs.Operating;
using AsyncJobs.Runtime.Tests.Support;
using Xunit;

namespace AsyncJobs.Runtime.Tests.Endpoints;

/// <summary>What an operator has the deployed functions do by invoking them.</summary>
public sealed class OperatorTests
{
    private readonly List<ReportInput> _inputs = [];
    private readonly Bed _bed;

    public OperatorTests()
    {
        ReportJob report = new() { KeepInput = true };
        report.Method = (input, _) =>
        {
            _inputs.Add(input);
            return new("done");
        };
        _bed = new Bed(report: report, mostUnfinished: 1);
    }

    [Fact]
    public async Task A_job_of_whichever_owner_runs_again_for_that_owner()
    {
        string id = await FinishedAsync();

        OperatorReply reply = await RunAsync(new OperatorEvent(OperatorAction.Retry, id));

        Assert.Equal(OperatorOutcome.Started, reply.Outcome);
        Assert.Equal((_bed.Record(id).Owner, id), (_bed.Record(reply.Id!).Owner, _bed.Record(reply.Id!).RetryOf));
        await _bed.WorkAsync();
        Assert.Equal(JobStatus.Succeeded, _bed.Record(reply.Id!).Status);
        Assert.Equal(2, _inputs.Count);
    }

    [Fact]
    public async Task A_command_that_is_repeated_does_nothing_twice()
    {
        string id = await FinishedAsync();

        OperatorReply first = await RunAsync(new OperatorEvent(OperatorAction.Retry, id));
        await _bed.WorkAsync();
        OperatorReply again = await RunAsync(new OperatorEvent(OperatorAction.Retry, id));

        Assert.Equal((OperatorOutcome.Started, OperatorOutcome.AlreadyStarted), (first.Outcome, again.Outcome));
        Assert.Equal(first.Id, again.Id);
        Assert.Equal(
            ["Retry: started.", "Retry: alreadyStarted."],
            _bed.Log.Entries.Where(static entry => entry.Event == "operator.command").Select(static entry => entry.Message));
        Assert.Equal(2, _inputs.Count);
    }

    [Fact]
    public async Task The_limits_of_an_owner_are_not_those_of_an_operator()
    {
        string id = await FinishedAsync();
        await _bed.StartAsync();

        Assert.Equal(OperatorOutcome.Started, (await RunAsync(new OperatorEvent(OperatorAction.Retry, id))).Outcome);
    }

    [Fact]
    public async Task A_job_that_waits_is_cancelled_and_one_that_has_ended_stays()
    {
        string id = await _bed.StartAsync();

        OperatorReply cancelled = await RunAsync(new OperatorEvent(OperatorAction.Cancel, id));
        OperatorReply again = await RunAsync(new OperatorEvent(OperatorAction.Cancel, id));

        Assert.Equal((OperatorOutcome.Cancelled, "CANCELLED"), (cancelled.Outcome, cancelled.Status));
        Assert.Equal((OperatorOutcome.AlreadyEnded, "CANCELLED"), (again.Outcome, again.Status));
        Assert.Equal(JobStatus.Cancelled, _bed.Record(id).Status);
    }

    [Fact]
    public async Task What_cannot_be_done_is_said()
    {
        string waiting = await _bed.StartAsync();

        Assert.Equal(OperatorOutcome.NotFound, (await RunAsync(new OperatorEvent(OperatorAction.Cancel, "no-id"))).Outcome);
        OperatorReply refused = await RunAsync(new OperatorEvent(OperatorAction.Retry, waiting));
        Assert.Equal(OperatorOutcome.NotFinished, refused.Outcome);
        Assert.NotNull(refused.Reason);
    }

    [Fact]
    public async Task A_table_that_fails_is_told_and_logged()
    {
        string id = await FinishedAsync();
        _bed.Store.Before = static _ => throw new IOException("no table");

        OperatorReply reply = await RunAsync(new OperatorEvent(OperatorAction.Retry, id));

        Assert.Equal(OperatorOutcome.Failed, reply.Outcome);
        Assert.Contains("no table", reply.Reason, StringComparison.Ordinal);
        Assert.Contains(_bed.Log.Entries, static entry => entry.Event == "operator.failed");
    }

    [Theory]
    [InlineData("""{"asyncJobsOperator":{"action":"cancel","id":"ID"},"requestContext":{}}""")]
    [InlineData("""{"asyncJobsOperator":{"action":"cancel","id":"ID"},"body":"x"}""")]
    [InlineData("""{"asyncJobsOperator":{"action":"purge","id":"ID"}}""")]
    [InlineData("""{"asyncJobsOperator":{"action":"cancel"}}""")]
    [InlineData("""{"asyncJobsOperator":[]}""")]
    [InlineData("""{"AsyncJobsOperator":{"action":"cancel","id":"ID"}}""")]
    [InlineData("""[]""")]
    public async Task Anything_else_is_no_command(string payload)
    {
        string id = await _bed.StartAsync();

        Reply reply = await _bed.StatusAsync(Encoding.UTF8.GetBytes(payload.Replace("ID", id, StringComparison.Ordinal)));

        Assert.Equal(400, reply.StatusCode);
        Assert.Equal(JobStatus.Pending, _bed.Record(id).Status);
    }

    [Fact]
    public async Task A_request_over_http_is_no_command_whatever_it_carries()
    {
        string id = await _bed.StartAsync();
        string command = Encoding.UTF8.GetString(new OperatorEvent(OperatorAction.Cancel, id).Write());

        foreach (string name in SampleEvent.Names)
        {
            Reply reply = await _bed.HttpAsync(SampleEvent.Read(name, root =>
            {
                root["body"] = command;
                root["isBase64Encoded"] = false;
            }));
            Assert.NotEqual(200, reply.StatusCode);
        }

        Assert.Equal(JobStatus.Pending, _bed.Record(id).Status);
    }

    [Fact]
    public async Task A_function_that_only_accepts_jobs_takes_no_command()
    {
        string id = await _bed.StartAsync();

        Assert.Equal(400, (await _bed.AcceptAsync(new OperatorEvent(OperatorAction.Cancel, id).Write())).StatusCode);
        Assert.Equal(JobStatus.Pending, _bed.Record(id).Status);
    }

    private async Task<OperatorReply> RunAsync(OperatorEvent command)
    {
        System.Buffers.ArrayBufferWriter<byte> reply = new();
        await _bed.App.StatusAsync(command.Write(), _bed.Invocation(), reply);
        return OperatorReply.TryRead(reply.WrittenMemory)!;
    }

    private async Task<string> FinishedAsync()
    {
        string id = await _bed.StartAsync();
        await _bed.WorkAsync();
        return id;
    }
}
