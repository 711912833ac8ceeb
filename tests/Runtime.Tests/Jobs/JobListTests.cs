using AsyncJobs.Buffers;
using AsyncJobs.Hosting;
using AsyncJobs.Jobs;
using AsyncJobs.Logging;
using AsyncJobs.Runtime.Tests.Support;
using AsyncJobs.Storage;
using Xunit;

namespace AsyncJobs.Runtime.Tests.Jobs;

/// <summary>A list as generated code has it: its jobs are made when they are asked for.</summary>
public sealed class JobListTests
{
    private readonly Dictionary<string, PlainJob> _made = [];

    [Fact]
    public async Task A_request_makes_the_job_that_it_is_for_and_no_other()
    {
        JobApp app = AppOf("a POST /a\nb POST /b\nc POST /c");

        Assert.Equal(202, (await HttpAsync(app, SampleEvent.Bodyless(SampleEvent.FunctionUrl, "POST", "/b"))).StatusCode);

        Assert.Equal(["b"], _made.Keys);
    }

    [Theory]
    [InlineData("DELETE", "/b", 405)]
    [InlineData("POST", "/nowhere", 404)]
    [InlineData("GET", "/jobs/0123456789abcdefghjkmnpqrs", 404)]
    public async Task A_request_for_no_job_makes_none(string method, string path, int expected)
    {
        JobApp app = AppOf("a POST /a\nb POST /b keeps-input");

        Assert.Equal(expected, (await HttpAsync(app, SampleEvent.Bodyless(SampleEvent.FunctionUrl, method, path))).StatusCode);

        Assert.Empty(_made);
    }

    [Theory]
    [InlineData("accept:b")]
    [InlineData("work:b")]
    public void A_function_of_one_job_makes_only_that(string handler)
    {
        HandlerName.Resolve(handler, AppOf("a POST /a\nb POST /b\nc"));

        Assert.Equal(["b"], _made.Keys);
    }

    [Theory]
    [InlineData("status")]
    [InlineData("settle")]
    [InlineData("http")]
    public void A_function_of_no_job_makes_none(string handler)
    {
        HandlerName.Resolve(handler, AppOf("a POST /a\nb POST /b\nc"));

        Assert.Empty(_made);
    }

    [Fact]
    public void A_handler_that_no_job_has_is_told_all_names()
    {
        InvalidOperationException fault = Assert.Throws<InvalidOperationException>(() => HandlerName.Resolve("work:d", AppOf("a POST /a\nb")));

        Assert.EndsWith("where JOB is one of: a, b.", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Jobs_can_be_run_again_where_one_keeps_its_input()
    {
        byte[] retry = SampleEvent.Bodyless(SampleEvent.FunctionUrl, "POST", "/jobs/0123456789abcdefghjkmnpqrs/retry");

        Assert.Equal("There is nothing at this path.", (string)(await HttpAsync(AppOf("a POST /a"), retry)).Body["message"]!);
        Assert.NotEqual("There is nothing at this path.", (string)(await HttpAsync(AppOf("a POST /a\nb keeps-input"), retry)).Body["message"]!);
    }

    [Fact]
    public void Whoever_asks_for_all_gets_all_and_each_time_the_same()
    {
        JobApp app = AppOf("\r\n    a POST /a\r\n    b POST /b/{name} keeps-input\r\n    c");

        Assert.Equal(["a", "b", "c"], app.Jobs.Select(job => job.Name));
        Assert.Equal(3, app.Jobs.Count);
        Assert.Same(app.Jobs[1], app.Jobs.ElementAt(1));
    }

    [Theory]
    [InlineData("a POST")]
    [InlineData("a POST /a other")]
    [InlineData("a POST /a keeps-input other")]
    public void A_line_in_another_form_is_refused(string line)
    {
        ArgumentException fault = Assert.Throws<ArgumentException>(() => new JobList(_ => null, line).Count);

        Assert.StartsWith($"'{line}' is not ", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_line_without_a_definition_is_refused()
    {
        JobList jobs = new(_ => null, "a POST /a");

        Assert.Equal(
            "The list of jobs names 'a', and has no definition of it.", Assert.Throws<InvalidOperationException>(() => jobs[0]).Message);
    }

    private JobApp AppOf(string lines)
    {
        JobApp app = new(new JobList(line => Make("abc".Substring(line, 1)), lines));
        app.Use(new JobPlatform(new InMemoryJobStore(), new TestDispatcher()) { Log = JobLog.None });
        return app;
    }

    private PlainJob Make(string name) => _made.TryGetValue(name, out PlainJob? made) ? made : _made[name] = new PlainJob(name);

    private static async Task<Reply> HttpAsync(JobApp app, byte[] request)
    {
        using PooledBuffer reply = new();
        await app.HttpAsync(request, new Invocation { RequestId = "http-1" }, reply);
        return Reply.Parse(reply.WrittenMemory.ToArray());
    }
}
