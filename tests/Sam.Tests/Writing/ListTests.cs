using System.Text.Json.Nodes;
using Xunit;

namespace AsyncJobs.Sam.Tests.Writing;

/// <summary>Lists of jobs: the indexes of the table, the route, and what the functions are told and may do.</summary>
public sealed class ListTests
{
    private const string WithLogin =
        "Transform: AWS::Serverless-2016-10-31\nGlobals:\n  HttpApi:\n    Auth:\n      DefaultAuthorizer: Login\n      Authorizers:\n        Login: {}\n";

    private static readonly string[] s_jobs = [JobAssembly.Job()];

    public static TheoryData<string> Settings => ["--list true", "--list-all true", "--list true --list-all true"];

    [Theory]
    [InlineData("serverless.template")]
    [InlineData("template.yaml")]
    public void Callers_list_their_jobs_by_a_route_an_index_and_a_permission_to_query_it(string name)
    {
        using Workbench bench = Workbench.PerJob(name);

        Assert.Equal(0, bench.Write(s_jobs, "--list", "true"));

        JsonObject table = bench.Properties("AsyncJobsTable");
        Assert.Equal(["id", "listKey", "listSort"], table["AttributeDefinitions"]!.AsArray().Select(static one => one!["AttributeName"]!.ToString()));
        Assert.Equal(["byOwner listKey listSort KEYS_ONLY"], IndexesOf(table));
        JsonObject status = bench.Properties("SampleJobStatus");
        Assert.Equal(("GET", "/jobs"), (status["Events"]!["List"]!["Properties"]!["Method"]!.ToString(), status["Events"]!["List"]!["Properties"]!["Path"]!.ToString()));
        JsonArray statements = status["Policies"]![0]!["Statement"]!.AsArray();
        Assert.Equal(["dynamodb:GetItem", "dynamodb:UpdateItem", "dynamodb:BatchGetItem"], statements[0]!["Action"]!.AsArray().Select(static one => one!.ToString()));
        Assert.Equal(
            ("""["dynamodb:Query"]""", "${AsyncJobsTable.Arn}/index/byOwner"),
            (statements[1]!["Action"]!.ToJsonString(), statements[1]!["Resource"]!["Fn::Sub"]!.ToString()));
        Assert.Equal(["true", null, "true", null], VariablesOf(bench, "ASYNCJOBS_LIST"));
        Assert.Equal([null, null, null, null], VariablesOf(bench, "ASYNCJOBS_LIST_ALL"));
    }

    [Fact]
    public void Operators_list_all_jobs_by_an_index_that_no_function_may_query()
    {
        using Workbench bench = Workbench.PerJob();
        bench.Write(s_jobs);
        string policies = Policies(bench);

        Assert.Equal(0, bench.Write(s_jobs, "--list-all", "true"));

        JsonObject table = bench.Properties("AsyncJobsTable");
        Assert.Equal(["byTime listShard listSort KEYS_ONLY"], IndexesOf(table));
        Assert.Equal(policies, Policies(bench));
        Assert.False(bench.Properties("SampleJobStatus")["Events"]!.AsObject().ContainsKey("List"));
        Assert.Equal(["true", null, null, null], VariablesOf(bench, "ASYNCJOBS_LIST_ALL"));
        Assert.Equal("", bench.Errors);
    }

    // Off is a template to the byte as it is without the setting, also after it was on.
    [Theory]
    [MemberData(nameof(Settings))]
    public void Off_nothing_is_left_of_it(string on)
    {
        foreach (string name in (string[])["serverless.template", "template.yaml"])
        {
            using Workbench bench = new(name);
            bench.Write(s_jobs);
            string off = bench.Text;
            Assert.DoesNotContain("ASYNCJOBS_LIST", off, StringComparison.Ordinal);
            Assert.DoesNotContain("Index", off, StringComparison.Ordinal);

            bench.Write(s_jobs, on.Split(' '));
            Assert.NotEqual(off, bench.Text);
            bench.Write(s_jobs);
            Assert.Equal(off, bench.Text);
            bench.Write(s_jobs, "--list", "false", "--list-all", "false");
            Assert.Equal(off, bench.Text);
        }
    }

    [Fact]
    public void A_manifest_for_other_tools_tells_the_same()
    {
        using Workbench bench = Workbench.PerJob();
        string assembly = JobAssembly.Write(bench.Folder, "Sample", s_jobs);
        bench.Run("manifest", "--assembly", assembly);
        string off = bench.Output;
        Assert.DoesNotContain("index", off, StringComparison.OrdinalIgnoreCase);

        Assert.Equal(0, bench.Run("manifest", "--assembly", assembly, "--list", "true", "--list-all", "true"));

        JsonNode manifest = JsonNode.Parse(bench.Output)!;
        Assert.Equal(
            """[{"name":"byOwner","partitionKey":{"name":"listKey","type":"S"},"sortKey":{"name":"listSort","type":"S"},"projection":"KEYS_ONLY"},{"name":"byTime","partitionKey":{"name":"listShard","type":"S"},"sortKey":{"name":"listSort","type":"S"},"projection":"KEYS_ONLY"}]""",
            manifest["table"]!["indexes"]!.ToJsonString());
        Assert.Equal(
            """{"actions":["dynamodb:Query"],"table":"Sample-jobs","index":"byOwner"}""", manifest["functions"]!["status"]!["permissions"]![1]!.ToJsonString());
        Assert.Contains("""{"method":"GET","path":"/jobs"}""", manifest["functions"]!["status"]!["routes"]!.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal("true", manifest["functions"]!["summaries-accept"]!["environment"]!["ASYNCJOBS_LIST_ALL"]!.ToString());
        bench.Run("manifest", "--assembly", assembly, "--list", "false");
        Assert.Equal(off, bench.Output);
    }

    [Fact]
    public void Pages_of_other_origins_may_ask_for_the_list()
    {
        using Workbench bench = Workbench.PerJob();

        bench.Write(s_jobs, "--list", "true", "--cors-origins", "https://app.example.com");

        Assert.Equal(
            ["/jobs", "/jobs/{id}"],
            bench.Properties("SampleJobStatus")["Events"]!.AsObject()
                .Where(static one => one.Value!["Properties"]!["Method"]!.ToString() == "OPTIONS")
                .Select(static one => one.Value!["Properties"]!["Path"]!.ToString())
                .Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("--list", "yes", "AJ2001: AsyncJobsList must be true or false.")]
    [InlineData("--list-all", "", "AJ2001: AsyncJobsListAll must be true or false.")]
    public void What_is_neither_on_nor_off_is_an_error(string option, string value, string expected)
    {
        using Workbench bench = new();

        Assert.Equal(1, bench.Write(s_jobs, option, value));
        Assert.Contains("error " + expected, bench.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Lists_of_owners_where_nobody_owns_a_job_are_an_error()
    {
        using Workbench bench = new();

        Assert.Equal(1, bench.Write(s_jobs, "--list", "true", "--owner", "None"));
        Assert.Contains("error AJ2001: AsyncJobsList lets callers list the jobs that they own, and AsyncJobsOwner is none", bench.Errors, StringComparison.Ordinal);
        Assert.Equal(0, bench.Write(s_jobs, "--list-all", "true", "--owner", "None"));
    }

    [Theory]
    [InlineData("GET", "/jobs", 1)]
    [InlineData("POST", "/jobs", 0)]
    [InlineData("GET", "/jobs/all/of/them", 0)]
    public void A_job_with_the_route_of_the_list_is_an_error(string method, string path, int code)
    {
        using Workbench bench = new();
        string[] jobs = [JobAssembly.Job("mine", path).Replace("\"httpMethod\":\"POST\"", $"\"httpMethod\":\"{method}\"", StringComparison.Ordinal)];

        Assert.Equal(code, bench.Write(jobs, "--list", "true"));
        Assert.Equal(code == 1, bench.Errors.Contains("error AJ2033: AsyncJobsList lets callers list their jobs by GET /jobs, which is the route of the job 'mine'.", StringComparison.Ordinal));
        Assert.Equal(0, bench.Write(jobs));
    }

    [Fact]
    public void Both_indexes_at_once_are_told_not_to_be_deployed_over_a_table_that_has_neither()
    {
        using Workbench bench = new("template.yaml");
        bench.Text = WithLogin;

        // A stack that is new has its table with both.
        bench.Write(s_jobs, "--list", "true", "--list-all", "true");
        Assert.Equal("", bench.Errors);

        bench.Write(s_jobs);
        bench.Write(s_jobs, "--list", "true", "--list-all", "true");
        Assert.Contains($"{bench.Template}: warning AJ2031: The table gets the indexes byOwner and byTime at once", bench.Errors, StringComparison.Ordinal);

        // One after the other is as it has to be.
        bench.Write(s_jobs);
        bench.Write(s_jobs, "--list", "true");
        Assert.Equal("", bench.Errors);
        bench.Write(s_jobs, "--list", "true", "--list-all", "true");
        Assert.Equal("", bench.Errors);
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData(WithLogin, false)]
    public void A_list_at_an_API_without_an_authorizer_is_told_to_be_nobodys(string? template, bool isTold)
    {
        using Workbench bench = new("template.yaml");
        if (template is not null)
            bench.Text = template;

        bench.Write(s_jobs, "--list", "true");

        Assert.Equal(isTold, bench.Errors.Contains("warning AJ2032: AsyncJobsList lets callers list the jobs that they own, and no job has an owner", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(false, true, "the index byOwner", "which have AsyncJobsList off, and those of Second have it on")]
    [InlineData(true, false, null, "which have AsyncJobsList on, and those of Second have it off")]
    [InlineData(true, true, null, null)]
    [InlineData(false, false, null, null)]
    public void Two_assemblies_that_say_different_things_are_told(bool first, bool second, string? ofTable, string? ofStatus)
    {
        using Workbench bench = new("template.yaml");
        bench.Text = WithLogin;
        bench.WriteAs("First", [JobAssembly.Job("one", "/one")], List(first));

        Assert.Equal(0, bench.WriteAs("Second", [JobAssembly.Job("two", "/two")], List(second)));

        Assert.Equal(ofTable is not null, bench.Errors.Contains("warning AJ2030: The table belongs to the jobs of First, and lacks " + ofTable, StringComparison.Ordinal));
        Assert.Equal(ofStatus is not null, bench.Errors.Contains("warning AJ2030: /jobs belongs to the jobs of First, " + ofStatus, StringComparison.Ordinal));

        static string[] List(bool isOn) => isOn ? ["--list", "true"] : [];
    }

    [Fact]
    public void An_index_of_somebodys_own_stays()
    {
        using Workbench bench = new("template.yaml");
        bench.Write(s_jobs);
        bench.Text = bench.Text.Replace(
            "      BillingMode: PAY_PER_REQUEST",
            "      GlobalSecondaryIndexes:\n        - IndexName: mine\n          KeySchema:\n            - { AttributeName: id, KeyType: HASH }\n          Projection: { ProjectionType: ALL }\n      BillingMode: PAY_PER_REQUEST",
            StringComparison.Ordinal);

        // Whatever the indentation is, the test has to have changed something.
        Assert.Contains("IndexName: mine", bench.Text, StringComparison.Ordinal);
        bench.Write(s_jobs, "--list", "true");
        Assert.Equal(["mine", "byOwner"], IndexesOf(bench.Properties("AsyncJobsTable")).Select(static index => index.Split(' ')[0]));
        bench.Write(s_jobs);

        Assert.Equal(["mine"], IndexesOf(bench.Properties("AsyncJobsTable")).Select(static index => index.Split(' ')[0]));
    }

    private static IEnumerable<string> IndexesOf(JsonObject table) => table["GlobalSecondaryIndexes"]!.AsArray().Select(static index => string.Join(
        ' ',
        [
            index!["IndexName"]!.ToString(),
            .. index["KeySchema"]!.AsArray().Select(static key => key!["AttributeName"]!.ToString()),
            index["Projection"]!["ProjectionType"]!.ToString(),
        ]));

    private static IEnumerable<string?> VariablesOf(Workbench bench, string name) =>
        new[] { "SampleSummariesAccept", "SampleSummariesWorker", "SampleJobStatus", "SampleJobSettle" }
            .Select(function => bench.Properties(function)["Environment"]!["Variables"]![name]?.ToString());

    private static string Policies(Workbench bench) =>
        string.Join('\n', bench.Resources.Select(resource => $"{resource.Key} {resource.Value!["Properties"]?["Policies"]?.ToJsonString()}"));
}
