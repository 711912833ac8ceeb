using AsyncJobs.Aws;
using AsyncJobs.Hosting;
using AsyncJobs.Jobs;
using AsyncJobs.Runtime.Tests.Support;
using Xunit;

namespace AsyncJobs.Runtime.Tests.Hosting;

public sealed class JobEnvironmentTests
{
    [Fact]
    public void A_table_is_enough()
    {
        JobPlatform platform = Create(("ASYNCJOBS_TABLE", "jobs"));

        Assert.Equal((null, TimeSpan.FromSeconds(5), 0), (platform.PublicBaseUrl, platform.CancelPollInterval, platform.IdempotencySecret.Length));
    }

    [Theory]
    [InlineData("0.5", 500)]
    [InlineData("900", 900_000)]
    [InlineData("0", -1)]
    public void The_interval_of_looking_for_a_cancel_is_in_seconds(string text, int milliseconds) => Assert.Equal(
        TimeSpan.FromMilliseconds(milliseconds), Create(("ASYNCJOBS_TABLE", "jobs"), ("ASYNCJOBS_CANCEL_POLL_SECONDS", text)).CancelPollInterval);

    [Theory]
    [InlineData("", 60_000)]
    [InlineData("0", 0)]
    [InlineData("0.5", 500)]
    public void The_platforms_wait_before_a_retry_is_a_minute_or_what_it_says(string text, int milliseconds) => Assert.Equal(
        TimeSpan.FromMilliseconds(milliseconds), Create(("ASYNCJOBS_TABLE", "jobs"), ("ASYNCJOBS_RETRY_DELAY_SECONDS", text)).RetryDelay);

    [Theory]
    [InlineData("ASYNCJOBS_TABLE", "")]
    [InlineData("ASYNCJOBS_TABLE", " ")]
    [InlineData("ASYNCJOBS_WORKERS", "reports")]
    [InlineData("ASYNCJOBS_WORKERS", "reports=")]
    [InlineData("ASYNCJOBS_WORKERS", "=f")]
    [InlineData("ASYNCJOBS_WORKERS", "*=worker")]
    [InlineData("ASYNCJOBS_WORKERS", "reports=f,*=worker")]
    [InlineData("ASYNCJOBS_PUBLIC_URL", "example.com")]
    [InlineData("ASYNCJOBS_RETRY_DELAY_SECONDS", "soon")]
    [InlineData("ASYNCJOBS_QUEUE", "jobs")]
    [InlineData("ASYNCJOBS_QUEUE", "arn:aws:sqs:eu-west-1:123456789012:jobs")]
    [InlineData("ASYNCJOBS_QUEUE", "https://sqs.eu-west-1.amazonaws.com/")]
    [InlineData("ASYNCJOBS_QUEUE", "ftp://sqs.eu-west-1.amazonaws.com/123456789012/jobs")]
    [InlineData("ASYNCJOBS_CANCEL_POLL_SECONDS", "soon")]
    [InlineData("ASYNCJOBS_CANCEL_POLL_SECONDS", "-1")]
    [InlineData("ASYNCJOBS_CANCEL_POLL_SECONDS", "901")]
    [InlineData("ASYNCJOBS_PURGE", "yes")]
    [InlineData("ASYNCJOBS_MAX_UNFINISHED_PER_OWNER", "-1")]
    [InlineData("ASYNCJOBS_MAX_UNFINISHED_PER_OWNER", "1001")]
    [InlineData("ASYNCJOBS_MAX_STREAMS_PER_OWNER", "-1")]
    [InlineData("ASYNCJOBS_MAX_STREAMS_PER_OWNER", "101")]
    [InlineData("ASYNCJOBS_MAX_STARTS_PER_MINUTE_PER_OWNER", "10001")]
    [InlineData("ASYNCJOBS_MAX_STARTS_PER_MINUTE_PER_OWNER", "1.5")]
    [InlineData("ASYNCJOBS_OWNER", "")]
    [InlineData("ASYNCJOBS_OWNER", " ")]
    [InlineData("ASYNCJOBS_OWNER", "client id")]
    [InlineData("ASYNCJOBS_OWNER", "sub|iss")]
    [InlineData("ASYNCJOBS_OWNER", "sub\n")]
    [InlineData("ASYNCJOBS_OWNER", "a\u0000")]
    [InlineData("ASYNCJOBS_OWNER", "ü")]
    public void What_is_missing_or_malformed_is_named(string name, string value)
    {
        InvalidOperationException exception = Assert.Throws<InvalidOperationException>(() => Create(("ASYNCJOBS_TABLE", "jobs"), (name, value)));

        Assert.Contains(name, exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", false)]
    [InlineData("https://sqs.eu-west-1.amazonaws.com/123456789012/jobs", true)]
    [InlineData("http://127.0.0.1:4566/000000000000/jobs", true)]
    public void A_deployment_has_delayed_delivery_where_it_names_a_queue(string url, bool has) =>
        Assert.Equal(has, Create(("ASYNCJOBS_TABLE", "jobs"), ("ASYNCJOBS_QUEUE", url)).Delayed is AsyncJobs.Dispatch.SqsDelayedDelivery);

    [Theory]
    [InlineData("client_id")]
    [InlineData("https://shop.example/tenant")]
    [InlineData("custom:tenant")]
    [InlineData("none")]
    public void The_owner_is_what_the_variable_says(string owner) => Assert.Equal(owner, Create(("ASYNCJOBS_TABLE", "jobs"), ("ASYNCJOBS_OWNER", owner)).Owner);

    [Theory]
    [InlineData("true", true)]
    [InlineData("True", true)]
    [InlineData("false", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void Callers_may_purge_where_the_variable_says_so(string? value, bool allowed) =>
        Assert.Equal(allowed, Create(("ASYNCJOBS_TABLE", "jobs"), ("ASYNCJOBS_PURGE", value!)).AllowsPurge);

    [Theory]
    [InlineData("20", "", 20, 0)]
    [InlineData("1000", "10000", 1000, 10_000)]
    [InlineData("0", null, 0, 0)]
    public void The_limits_are_what_the_variables_say(string? unfinished, string? starts, int mostUnfinished, int mostStarts)
    {
        JobPlatform platform = Create(
            ("ASYNCJOBS_TABLE", "jobs"), ("ASYNCJOBS_MAX_UNFINISHED_PER_OWNER", unfinished!), ("ASYNCJOBS_MAX_STARTS_PER_MINUTE_PER_OWNER", starts!));

        Assert.Equal((mostUnfinished, mostStarts), (platform.MaxUnfinishedPerOwner, platform.MaxStartsPerMinutePerOwner));
    }

    [Theory]
    [InlineData("100", 100)]
    [InlineData("0", 0)]
    [InlineData("", 0)]
    [InlineData(null, 0)]
    public void The_limit_of_streams_is_what_the_variable_says(string? value, int expected) =>
        Assert.Equal(expected, Create(("ASYNCJOBS_TABLE", "jobs"), ("ASYNCJOBS_MAX_STREAMS_PER_OWNER", value!)).MaxStreamsPerOwner);

    [Theory]
    [InlineData("true", "false", true, false)]
    [InlineData("True", "true", true, true)]
    [InlineData("", null, false, false)]
    public void The_lists_are_what_the_variables_say(string? list, string? all, bool allowsList, bool listsAll)
    {
        JobPlatform platform = Create(("ASYNCJOBS_TABLE", "jobs"), ("ASYNCJOBS_LIST", list!), ("ASYNCJOBS_LIST_ALL", all!));

        Assert.Equal((allowsList, listsAll), (platform.AllowsList, platform.ListsAll));
    }

    [Fact]
    public void Lists_of_owners_where_nobody_owns_a_job_are_refused_at_the_start() => Assert.Contains(
        "ASYNCJOBS_LIST lets callers list the jobs that they own, and AsyncJobsOwner is none",
        Assert.Throws<InvalidOperationException>(() => Create(("ASYNCJOBS_TABLE", "jobs"), ("ASYNCJOBS_OWNER", "none"), ("ASYNCJOBS_LIST", "true"))).Message,
        StringComparison.Ordinal);

    [Theory]
    [InlineData("ASYNCJOBS_MAX_UNFINISHED_PER_OWNER")]
    [InlineData("ASYNCJOBS_MAX_STREAMS_PER_OWNER")]
    public void Limits_where_nobody_owns_a_job_are_refused_at_the_start(string variable) => Assert.Contains(
        "AsyncJobsOwner is none",
        Assert.Throws<InvalidOperationException>(() => Create(("ASYNCJOBS_TABLE", "jobs"), ("ASYNCJOBS_OWNER", "none"), (variable, "5"))).Message,
        StringComparison.Ordinal);

    [Fact]
    public void A_claims_name_has_at_most_128_characters()
    {
        string longest = new('c', 128);

        Assert.Equal(longest, Create(("ASYNCJOBS_TABLE", "jobs"), ("ASYNCJOBS_OWNER", longest)).Owner);
        Assert.Throws<InvalidOperationException>(() => Create(("ASYNCJOBS_TABLE", "jobs"), ("ASYNCJOBS_OWNER", longest + "c")));
    }

    [Theory]
    [InlineData("other=other-worker", "reports-worker")]
    [InlineData("other=other-worker,reports=:live", "reports-worker:live")]
    public void A_worker_whose_job_goes_on_needs_not_be_told_its_own_name(string workers, string own)
    {
        Dictionary<string, string> variables = new()
        {
            ["ASYNCJOBS_TABLE"] = "jobs",
            ["ASYNCJOBS_HANDLER"] = "work:reports",
            ["AWS_LAMBDA_FUNCTION_NAME"] = "reports-worker",
            ["ASYNCJOBS_WORKERS"] = workers,
        };
        Func<string, string>? workerOf = null;
        JobPlatform platform = JobEnvironment.CreatePlatform(variables.GetValueOrDefault, SdkClients.Instance, given =>
        {
            workerOf = given;
            return new TestDispatcher();
        });
        _ = platform.Dispatcher;

        Assert.Equal((own, "other-worker"), (workerOf!("reports"), workerOf("other")));
        AsyncJobs.Dispatch.JobDispatchException missing = Assert.Throws<AsyncJobs.Dispatch.JobDispatchException>(() => workerOf("unknown"));
        Assert.Contains("ASYNCJOBS_WORKERS names no worker for job 'unknown'", missing.Message, StringComparison.Ordinal);
        Assert.EndsWith("where Starts of the job 'reports' names 'unknown'.", missing.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void One_pair_tells_the_workers_of_all_jobs_that_no_other_one_names()
    {
        Dictionary<string, string> variables = new()
        {
            ["ASYNCJOBS_TABLE"] = "jobs",
            ["ASYNCJOBS_HANDLER"] = "work:own",
            ["AWS_LAMBDA_FUNCTION_NAME"] = "own-worker",
            ["ASYNCJOBS_WORKERS"] = "*=Shop-*-work-51af3dc0:live,reports=my-reports",
        };
        Func<string, string>? workerOf = null;
        _ = JobEnvironment.CreatePlatform(variables.GetValueOrDefault, SdkClients.Instance, given =>
        {
            workerOf = given;
            return new TestDispatcher();
        }).Dispatcher;

        Assert.Equal(
            ("Shop-link-checks-work-51af3dc0:live", "my-reports", "own-worker"),
            (workerOf!("link-checks"), workerOf("reports"), workerOf("own")));
    }

    private static JobPlatform Create(params (string Name, string Value)[] variables) =>
        JobEnvironment.CreatePlatform(name => variables.LastOrDefault(variable => variable.Name == name).Value, SdkClients.Instance);
}
