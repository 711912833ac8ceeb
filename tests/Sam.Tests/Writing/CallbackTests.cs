using System.Text.Json.Nodes;
using Xunit;

namespace AsyncJobs.Sam.Tests.Writing;

/// <summary>Callbacks, where the build enables them: variables, the permission to read their secret, and the route that sends one again.</summary>
public sealed class CallbackTests
{
    private const string Hosts = "hooks.example.com *.example.net";

    [Theory]
    [InlineData("serverless.template")]
    [InlineData("template.yaml")]
    public void All_functions_are_told_and_those_that_send_callbacks_may_read_the_secret(string name)
    {
        using Workbench bench = Workbench.PerJob(name);
        bench.Write([JobAssembly.Job()]);
        string off = bench.Text;

        Assert.Equal(0, bench.Write([JobAssembly.Job()], "--callback-hosts", Hosts, "--webhook-secret", "secretsmanager:shop/hooks ssm:/shop/hooks"));

        foreach (string id in (string[])["SampleSummariesAccept", "SampleSummariesWorker", "SampleJobStatus", "SampleJobSettle"])
        {
            JsonNode variables = bench.Properties(id)["Environment"]!["Variables"]!;
            Assert.Equal((Hosts, "secretsmanager:shop/hooks ssm:/shop/hooks"), (variables["ASYNCJOBS_CALLBACK_HOSTS"]!.ToString(), variables["ASYNCJOBS_WEBHOOK_SECRET"]!.ToString()));
            if (id == "SampleSummariesAccept")
            {
                Assert.Null(Statement(bench, id, "AsyncJobsSecrets"));
                Assert.Null(Statement(bench, id, "AsyncJobsParameters"));
                continue;
            }

            AssertJson(
                """
                { "Sid": "AsyncJobsSecrets", "Effect": "Allow", "Action": [ "secretsmanager:GetSecretValue" ],
                  "Resource": { "Fn::Sub": "arn:${AWS::Partition}:secretsmanager:${AWS::Region}:${AWS::AccountId}:secret:shop/hooks-??????" } }
                """,
                Statement(bench, id, "AsyncJobsSecrets"));
            AssertJson(
                """
                { "Sid": "AsyncJobsParameters", "Effect": "Allow", "Action": [ "ssm:GetParameter" ],
                  "Resource": { "Fn::Sub": "arn:${AWS::Partition}:ssm:${AWS::Region}:${AWS::AccountId}:parameter/shop/hooks" } }
                """,
                Statement(bench, id, "AsyncJobsParameters"));
        }

        // Off again, nothing is left.
        bench.Write([JobAssembly.Job()]);
        Assert.Equal(off, bench.Text);
    }

    [Fact]
    public void A_secret_may_be_named_by_its_ARN_or_left_to_the_deployment()
    {
        using Workbench bench = new();
        const string Arn = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:hooks-AbCdEf";

        bench.Write([JobAssembly.Job()], "--callback-hosts", Hosts, "--webhook-secret", "secretsmanager:" + Arn);
        Assert.Equal(Arn, Statement(bench, "SampleJobHttp", "AsyncJobsSecrets")!["Resource"]!.ToString());

        bench.Write([JobAssembly.Job()], "--callback-hosts", Hosts);
        Assert.Null(Statement(bench, "SampleJobHttp", "AsyncJobsSecrets"));
        Assert.Null(bench.Properties("SampleJobHttp")["Environment"]!["Variables"]!["ASYNCJOBS_WEBHOOK_SECRET"]);
    }

    [Theory]
    [InlineData(true, "SampleJobStatus")]
    [InlineData(false, "SampleJobHttp")]
    public void The_function_of_the_jobs_URLs_sends_callbacks_again_and_has_the_queue_for_it(bool perJob, string id)
    {
        using Workbench bench = perJob ? Workbench.PerJob() : new Workbench();

        bench.Write([JobAssembly.Job()], "--callback-hosts", Hosts, "--authorizer", "Mine", "--cors-origins", "https://app.example.com");

        JsonNode function = bench.Properties(id);
        JsonNode route = function["Events"]!["Callback"]!["Properties"]!;
        Assert.Equal(("POST", "/jobs/{id}/callback", "Mine"), (route["Method"]!.ToString(), route["Path"]!.ToString(), route["Auth"]!["Authorizer"]!.ToString()));
        Assert.Equal("/jobs/{id}/callback", function["Events"]!["CallbackPreflight"]!["Properties"]!["Path"]!.ToString());
        AssertJson("""{ "Ref": "SampleJobQueue" }""", function["Environment"]!["Variables"]!["ASYNCJOBS_QUEUE"]);
        AssertJson("""[ "sqs:SendMessage" ]""", Statement(bench, id, "AsyncJobsQueue")!["Action"]);
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, true)]
    public void Accept_has_the_queue_and_the_secret_where_it_ends_lost_jobs_for_a_limit(bool hasLimit, bool hasBoth)
    {
        using Workbench bench = Workbench.PerJob();

        bench.Write(
            [JobAssembly.Job()],
            ["--callback-hosts", Hosts, "--webhook-secret", "ssm:/hooks", .. hasLimit ? ["--max-unfinished", "3"] : Array.Empty<string>()]);

        Assert.Equal(hasBoth, Statement(bench, "SampleSummariesAccept", "AsyncJobsQueue") is not null);
        Assert.Equal(hasBoth, Statement(bench, "SampleSummariesAccept", "AsyncJobsParameters") is not null);
    }

    [Fact]
    public void Workers_that_share_a_role_may_read_the_secret_too()
    {
        using Workbench bench = new();

        bench.Write([JobAssembly.Job(), JobAssembly.Job("other", "/other")], "--callback-hosts", Hosts, "--webhook-secret", "ssm:/hooks", "--roles", "shared");

        JsonArray statements = bench.Properties("SampleWorkersRole")["Policies"]![0]!["PolicyDocument"]!["Statement"]!.AsArray();
        Assert.Contains(statements, static statement => statement!["Sid"]!.ToString() == "AsyncJobsParameters");
        Assert.Contains(statements, static statement => statement!["Sid"]!.ToString() == "AsyncJobsQueue");
    }

    [Fact]
    public void The_bucket_keeps_results_for_as_long_as_callbacks_are_tried()
    {
        using Workbench bench = new();

        bench.Write([JobAssembly.Job()], "--callback-hosts", Hosts, "--payload-bucket", "true");

        Assert.Equal(6, (int)bench.Properties("AsyncJobsPayloads")["LifecycleConfiguration"]!["Rules"]![0]!["ExpirationInDays"]!);
    }

    [Fact]
    public void A_manifest_for_other_tools_tells_the_same()
    {
        using Workbench bench = Workbench.PerJob();
        string assembly = JobAssembly.Write(bench.Folder, "Sample", JobAssembly.Job());

        Assert.Equal(0, bench.Run("manifest", "--assembly", assembly, "--callback-hosts", Hosts, "--webhook-secret", "secretsmanager:hooks ssm:/hooks"));

        JsonNode status = JsonNode.Parse(bench.Output)!["functions"]!["status"]!;
        Assert.Equal(Hosts, status["environment"]!["ASYNCJOBS_CALLBACK_HOSTS"]!.ToString());
        Assert.Contains(status["routes"]!.AsArray(), static route => route!["path"]!.ToString() == "/jobs/{id}/callback");
        string[] permissions = [.. status["permissions"]!.AsArray().Select(static permission => $"{permission!["actions"]![0]} {permission["secret"] ?? permission["parameter"]}")];
        Assert.Contains("secretsmanager:GetSecretValue hooks", permissions);
        Assert.Contains("ssm:GetParameter /hooks", permissions);
    }

    [Theory]
    [InlineData("", "ssm:/hooks", "AsyncJobsWebhookSecret signs callbacks")]
    [InlineData("https://hooks.example.com", "", "AsyncJobsCallbackHosts has 'https://hooks.example.com'")]
    [InlineData("hooks.example.com", "whsec_c2VjcmV0", "AsyncJobsWebhookSecret must say where the secret stands")]
    public void What_cannot_be_is_an_error_that_does_not_repeat_a_secret(string hosts, string secret, string message)
    {
        using Workbench bench = new();

        Assert.Equal(1, bench.Write([JobAssembly.Job()], "--callback-hosts", hosts, "--webhook-secret", secret));

        Assert.Contains("error AJ2001: " + message, bench.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("c2VjcmV0", bench.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, null, "hooks.example.com", "ssm:/hooks", "whose AsyncJobsCallbackHosts lacks hooks.example.com: where a request ends a job of Second, its callback is not sent")]
    [InlineData("hooks.example.com *.example.org", "ssm:/hooks", "a.example.net b.example.org hooks.example.com", "ssm:/hooks", "whose AsyncJobsCallbackHosts lacks a.example.net:")]
    [InlineData("hooks.example.com", "ssm:/hooks", "hooks.example.com", "ssm:/others", "whose AsyncJobsWebhookSecret is another: where a request sends the callback of a job of Second, its receiver cannot verify it.")]
    [InlineData("*.Example.com", "ssm:/hooks", "hooks.example.com *.hooks.example.com", "ssm:/hooks", null)]
    [InlineData("hooks.example.com", "ssm:/hooks", null, null, null)]
    public void Two_assemblies_with_different_callbacks_are_told_that_they_share_the_URL_of_jobs(
        string? firstHosts, string? firstSecret, string? secondHosts, string? secondSecret, string? expected)
    {
        using Workbench bench = new("template.yaml");
        bench.WriteAs("First", [JobAssembly.Job("one", "/one")], Callbacks(firstHosts, firstSecret));

        Assert.Equal(0, bench.WriteAs("Second", [JobAssembly.Job("two", "/two")], Callbacks(secondHosts, secondSecret)));

        if (expected is null)
            Assert.Equal("", bench.Errors);
        else
            Assert.Contains($"{bench.Template}: warning AJ2041: /jobs/{{id}} belongs to the jobs of First, {expected}", bench.Errors, StringComparison.Ordinal);

        static string[] Callbacks(string? hosts, string? secret) =>
            hosts is null ? [] : ["--callback-hosts", hosts, "--webhook-secret", secret!];
    }

    private static JsonNode? Statement(Workbench bench, string id, string sid) => bench.Properties(id)["Policies"]![0]!["Statement"]!.AsArray()
        .FirstOrDefault(statement => statement!["Sid"]!.ToString() == sid);

    private static void AssertJson(string expected, JsonNode? actual) =>
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), actual), actual?.ToJsonString());
}
