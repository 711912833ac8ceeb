using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AsyncJobs.Binding;
using AsyncJobs.Tests;
using Xunit;

namespace AsyncJobs.Sam.Tests.Policies;

/// <summary>What each function may do in the bucket is what it does there, at a server of S3: nothing is missing and nothing is too much.</summary>
public sealed class PayloadPoliciesTests(DynamoDbLocal dynamoDb, S3Server s3) : IAsyncLifetime
{
    private static readonly (string, string) s_callback = ("x-callback-url", "https://localhost/done");

    private RoleBench? _roles;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private RoleBench Roles => _roles!;

    // More than an event or an item takes, also when it is compressed.
    private static string Large { get; } = MakeLarge(1_100_000);

    public async ValueTask InitializeAsync() => _roles = new RoleBench(dynamoDb, await dynamoDb.CreateTableAsync(Token), s3);

    public ValueTask DisposeAsync()
    {
        _roles?.Dispose();
        return default;
    }

    [Fact]
    public async Task Accept()
    {
        RoleFunction accept = Roles.Function();
        (string, string) key = ("idempotency-key", "one");
        Assert.Equal(202, await accept.AcceptAsync(Large, key));
        Assert.True(accept.Events.Sent.TryDequeue(out byte[]? started));
        await FinishAsync(started);

        // The job has ended, and whoever starts it again is shown its result.
        Assert.InRange(await accept.AcceptAsync(Large, key), 200, 202);

        AssertAllowed("SampleRolesAccept", accept);
    }

    [Fact]
    public async Task Work()
    {
        RoleFunction worker = Roles.Function();
        worker.Job.Method = _ => Task.FromResult(Large);
        await worker.WorkAsync(await Roles.StartAsync(Large, s_callback));

        AssertAllowed("SampleRolesWorker", worker);
    }

    [Fact]
    public async Task Work_that_starts_jobs()
    {
        RoleFunction worker = Roles.Function();
        worker.Job.Method = async _ =>
        {
            ArgumentWriter args = new();
            args.Body(Large, JobJson.Reflected<string>());
            await worker.App.StartAsync(worker.Job, args, null, TestContext.Current.CancellationToken);
            return Large;
        };
        await worker.WorkAsync(await Roles.StartAsync(Large, s_callback));

        AssertAllowedIn(JobAssembly.Job("roles", "/roles", "\"starts\":[\"roles\"]"), "true", RoleBench.Prefix, "SampleRolesWorker", worker, []);
    }

    [Fact]
    public async Task Status()
    {
        byte[] started = await Roles.StartAsync(Large);
        await FinishAsync(started);
        RoleFunction status = Roles.Function();

        Assert.Equal(200, await status.StatusAsync("GET", RoleFunction.IdOf(started)));

        AssertAllowed("SampleJobStatus", status);
    }

    [Fact]
    public async Task Status_where_callers_may_purge()
    {
        byte[] started = await Roles.StartAsync(Large);
        await FinishAsync(started);
        RoleFunction status = Roles.Function();

        Assert.Equal(200, await status.StatusAsync("GET", RoleFunction.IdOf(started)));
        Assert.Equal(204, await status.StatusAsync("DELETE", RoleFunction.IdOf(started) + "?purge"));

        AssertAllowed("SampleJobStatus", status, "--purge", "true");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Status_of_jobs_that_can_be_run_again(bool allowsPurge)
    {
        RoleFunction accept = Roles.Function(keepsInput: true);
        byte[] started = await RoleBench.StartAsync(accept, Large);
        accept.Job.Method = _ => Task.FromResult(Large);
        await accept.WorkAsync(started);
        RoleFunction status = Roles.Function(keepsInput: true);

        Assert.Equal(202, await status.RetryAsync(RoleFunction.IdOf(started)));
        Assert.Equal(200, await status.StatusAsync("GET", RoleFunction.IdOf(started)));
        if (allowsPurge)
            Assert.Equal(204, await status.StatusAsync("DELETE", RoleFunction.IdOf(started) + "?purge"));

        string job = JobAssembly.Job("roles", "/roles", "\"keepsInput\":true");
        AssertAllowedIn(job, "true", RoleBench.Prefix, "SampleJobStatus", status, allowsPurge ? ["--purge", "true"] : []);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task One_function_for_all_requests(bool allowsMore)
    {
        RoleFunction http = Roles.Function(keepsInput: allowsMore) with { AnswersAll = true };
        byte[] started = await RoleBench.StartAsync(http, Large);
        RoleFunction worker = Roles.Function(keepsInput: allowsMore);
        worker.Job.Method = _ => Task.FromResult(Large);
        await worker.WorkAsync(started);

        Assert.Equal(200, await http.StatusAsync("GET", RoleFunction.IdOf(started)));
        if (allowsMore)
        {
            Assert.Equal(202, await http.RetryAsync(RoleFunction.IdOf(started)));
            Assert.Equal(204, await http.StatusAsync("DELETE", RoleFunction.IdOf(started) + "?purge"));
        }

        string job = JobAssembly.Job("roles", "/roles", allowsMore ? "\"keepsInput\":true" : "");
        AssertAllowedIn(job, "true", RoleBench.Prefix, "SampleJobHttp", http, allowsMore ? ["--purge", "true"] : []);
    }

    [Fact]
    public async Task Settle()
    {
        // A worker that leaves the callback of its job to others.
        byte[] started = await Roles.StartAsync(null, s_callback);
        RoleFunction worker = Roles.Function(hasCallbacks: false);
        worker.Job.Method = _ => Task.FromResult(Large);
        await worker.WorkAsync(started);
        RoleFunction settle = Roles.Function();

        await settle.SettleAsync(RoleFunction.GivenUp(started, "work"));

        AssertAllowed("SampleJobSettle", settle);
    }

    private static string MakeLarge(int length)
    {
        byte[] random = new byte[length];
        new Random(1).NextBytes(random);
        return Convert.ToBase64String(random);
    }

    private async Task FinishAsync(byte[] started)
    {
        RoleFunction worker = Roles.Function();
        worker.Job.Method = _ => Task.FromResult(Large);
        await worker.WorkAsync(started);
    }

    private static void AssertAllowed(string id, RoleFunction function, params string[] options)
    {
        AssertAllowedIn(JobAssembly.Job("roles", "/roles"), "true", RoleBench.Prefix, id, function, options);
        AssertAllowedIn(JobAssembly.Job("roles", "/roles"), $"{S3Server.Bucket}/{RoleBench.Prefix}", "", id, function, options);
    }

    private static void AssertAllowedIn(string job, string bucket, string prefix, string id, RoleFunction function, string[] options)
    {
        using Workbench bench = id == "SampleJobHttp" ? new Workbench() : Workbench.PerJob();
        bench.Write([job], ["--payload-bucket", bucket, .. options]);
        (string Action, string Arn)[] allowed =
        [
            .. from statement in bench.Properties(id)["Policies"]![0]!["Statement"]!.AsArray()
               from action in statement!["Action"]!.AsArray()
               where action!.ToString().StartsWith("s3:", StringComparison.Ordinal)
               select (action!.ToString(), ArnOf(statement["Resource"]!)),
        ];

        // The functions of the test have a prefix; a bucket of the jobs' own needs none.
        (string Action, string Arn)[] used = [.. function.Bucket.Uses.Select(use => (use.Action, use.Arn.Replace(prefix.Length > 0 ? prefix + "/" : "\n", "", StringComparison.Ordinal)))];
        Assert.NotEmpty(used);
        Assert.All(used, use => Assert.Contains(allowed, one => one.Action == use.Action && Matches(one.Arn, use.Arn)));
        Assert.All(allowed, one => Assert.Contains(used, use => one.Action == use.Action && Matches(one.Arn, use.Arn)));
    }

    private static string ArnOf(JsonNode resource) => resource["Fn::Sub"] is { } text
        ? text.ToString()
            .Replace("${AsyncJobsPayloads.Arn}", "arn:aws:s3:::" + S3Server.Bucket, StringComparison.Ordinal)
            .Replace("${AWS::Partition}", "aws", StringComparison.Ordinal)
        : resource["Fn::GetAtt"]![0]!.ToString() == "AsyncJobsPayloads" ? "arn:aws:s3:::" + S3Server.Bucket : "";

    // As IAM reads it.
    private static bool Matches(string pattern, string arn) =>
        Regex.IsMatch(arn, $"^{Regex.Escape(pattern).Replace(@"\*", ".*", StringComparison.Ordinal)}$");
}
