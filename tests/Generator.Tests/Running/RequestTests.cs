using System.Text.Json;
using AsyncJobs.Generator.Tests.Harness;

namespace AsyncJobs.Generator.Tests.Running;

/// <summary>From the HTTP request to the result, through generated code that was compiled and loaded.</summary>
public sealed class RequestTests
{
    [Fact]
    public async Task A_job_is_accepted_worked_on_and_read()
    {
        using CompiledApp app = CompiledApp.Start(
            """
            namespace Acme;

            public sealed class Summarizer
            {
                [AsyncJob("POST /summaries/{name}")]
                public async Task<Summary> Summarize(string name, Request request, JobContext job, [FromQuery] string delimiter = ",")
                {
                    await Task.Yield();
                    return new Summary(name, request.Csv.Split(delimiter));
                }
            }

            public sealed record Request(string Csv);

            public sealed record Summary(string Name, string[] Columns);
            """);

        TestReply accepted = await app.AcceptAsync("Acme.SummarizerSummarizeJob", "POST", "/summaries/q%C3%BC%2F1", """{"csv":"a;b"}""", "delimiter=%3B");

        Assert.True(accepted.StatusCode == 202, accepted.ToString());
        Assert.Equal("PENDING", accepted.Body.GetProperty("status").GetString());
        Assert.Equal("PENDING", (await app.StatusAsync(accepted.Header("location"))).Body.GetProperty("status").GetString());

        await app.Worker.RunAllAsync();

        JsonElement done = (await app.StatusAsync(accepted.Header("location"))).Body;
        Assert.Equal("SUCCEEDED", done.GetProperty("status").GetString());
        Assert.Equal("summaries", done.GetProperty("job").GetString());
        Assert.Equal("""{"name":"q\u00FC/1","columns":["a","b"]}""", done.GetProperty("result").GetRawText());
    }

    [Fact]
    public async Task Every_kind_of_return_value_reaches_the_status()
    {
        using CompiledApp app = CompiledApp.Start(
            """
            public sealed class Returns
            {
                [AsyncJob("POST /void")] public static void Void(JobContext job) { }
                [AsyncJob("POST /value")] public int Value(JobContext job) => 1;
                [AsyncJob("POST /task")] public async Task Plain(JobContext job) => await Task.Yield();
                [AsyncJob("POST /task-of")] public static async Task<int> TaskOf(JobContext job) { await Task.Yield(); return 2; }
                [AsyncJob("POST /value-task")] public async ValueTask PlainValue(JobContext job) => await Task.Yield();
                [AsyncJob("POST /value-task-of")] public ValueTask<int> ValueTaskOf(JobContext job) => new(3);
                [AsyncJob("POST /nothing")] public static Task<string?> Nothing(JobContext job) => Task.FromResult<string?>(null);
            }
            """);

        Assert.Equal("null", await Result("ReturnsVoidJob", "/void"));
        Assert.Equal("1", await Result("ReturnsValueJob", "/value"));
        Assert.Equal("null", await Result("ReturnsPlainJob", "/task"));
        Assert.Equal("2", await Result("ReturnsTaskOfJob", "/task-of"));
        Assert.Equal("null", await Result("ReturnsPlainValueJob", "/value-task"));
        Assert.Equal("3", await Result("ReturnsValueTaskOfJob", "/value-task-of"));
        Assert.Equal("null", await Result("ReturnsNothingJob", "/nothing"));

        async Task<string> Result(string job, string path)
        {
            JsonElement done = await app.RunAsync(job, "POST", path);
            Assert.True(done.GetProperty("status").GetString() == "SUCCEEDED", $"{done} {app.Log}");
            return done.GetProperty("result").GetRawText();
        }
    }

    [Fact]
    public async Task One_entry_point_tells_all_endpoints_apart()
    {
        using CompiledApp app = CompiledApp.Start(
            """
            public static class Jobs
            {
                [AsyncJob("POST /things")] public static string Post(JobContext job) => "post";
                [AsyncJob("PUT /things", Name = "put-things")] public static string Put(JobContext job) => "put";
                [AsyncJob("POST /things/{id}", Name = "thing")] public static string One(int id, JobContext job) => "one";
            }
            """);

        Assert.Equal("things", await Name("POST", "/things"));
        Assert.Equal("put-things", await Name("PUT", "/things"));
        Assert.Equal("thing", await Name("POST", "/things/7"));

        async Task<string?> Name(string method, string path) => (await app.HttpAsync(method, path)).Body.GetProperty("job").GetString();
    }

    [Fact]
    public async Task The_token_and_the_budget_are_those_of_the_job()
    {
        using CompiledApp app = CompiledApp.Start(
            """
            public static class Jobs
            {
                [AsyncJob("POST /context")]
                public static bool[] Run(JobContext job, CancellationToken token, InvocationBudget budget) =>
                    [token == job.CancellationToken, ReferenceEquals(budget, job.Budget), job.JobName == "context", job.Attempt == 1];
            }
            """);

        JsonElement done = await app.RunAsync("JobsRunJob", "POST", "/context");

        Assert.Equal("[true,true,true,true]", done.GetProperty("result").GetRawText());
    }

    [Theory]
    [InlineData(null, 400)]
    [InlineData("null", 400)]
    [InlineData("{", 400)]
    [InlineData("[]", 400)]
    [InlineData("""{"count":"many"}""", 400)]
    [InlineData("""{"count":1}""", 202)]
    public async Task A_required_body_must_be_there_and_fit(string? body, int status)
    {
        using CompiledApp app = CompiledApp.Start(
            """
            public static class Jobs
            {
                [AsyncJob("POST /bodies")] public static int Run(Input input, JobContext job) => input.Count;
            }

            public sealed record Input(int Count);
            """);

        Assert.Equal(status, (await app.AcceptAsync("JobsRunJob", "POST", "/bodies", body)).StatusCode);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("null")]
    public async Task A_body_with_a_default_may_be_absent(string? body)
    {
        using CompiledApp app = CompiledApp.Start(
            """
            public static class Jobs
            {
                [AsyncJob("POST /bodies")] public static string Run(JobContext job, Input? input = null) => input?.ToString() ?? "none";
            }

            public sealed record Input(int Count);
            """);

        Assert.Equal("none", (await app.RunAsync("JobsRunJob", "POST", "/bodies", body)).GetProperty("result").GetString());
    }
}
