using System.Text.Json.Nodes;
using AsyncJobs.Sam.Documents;
using Xunit;

namespace AsyncJobs.Sam.Tests.Writing;

/// <summary>What a build writes where there was nothing.</summary>
public sealed class NewTemplateTests
{
    [Theory]
    [InlineData("serverless.template")]
    [InlineData("template.yaml")]
    public void A_template_is_whole(string name)
    {
        using Workbench bench = new(name);

        Assert.Equal(0, bench.Write([JobAssembly.Job()]));

        Assert.Equal(["AWSTemplateFormatVersion", "Transform", "Globals", "Resources", "Outputs"], bench.Value.Select(section => section.Key));
        Assert.Equal(
            [
                "AsyncJobsTable", "SampleJobQueue", "SampleSummariesWorker", "SampleSummariesWorkerLogs",
                "SampleJobHttp", "SampleJobHttpLogs", "SampleJobSettle", "SampleJobSettleLogs", "SampleJobQueueSource",
            ],
            bench.Resources.Select(resource => resource.Key));
        Assert.All(bench.Resources, resource => Assert.Equal("AsyncJobs", resource.Value!["Metadata"]!["Tool"]!.ToString()));
        Assert.Equal(
            "https://${ServerlessHttpApi}.execute-api.${AWS::Region}.${AWS::URLSuffix}", bench.Value["Outputs"]!["AsyncJobsUrl"]!["Value"]!["Fn::Sub"]!.ToString());
        Assert.StartsWith(name == "template.yaml" ? "AWSTemplateFormatVersion: " : "{", bench.Text, StringComparison.Ordinal);
        Assert.EndsWith("\n", bench.Text, StringComparison.Ordinal);
        Assert.Equal("", bench.Errors);
    }

    [Fact]
    public void A_name_that_Lambda_refuses_as_a_handler_is_refused_here()
    {
        using Workbench bench = new();

        Assert.NotEqual(0, bench.WriteAs("2nd day-jobs", [JobAssembly.Job()]));

        Assert.Contains("error AJ2036: Lambda refuses the handler \"2nd day-jobs\"", bench.Errors, StringComparison.Ordinal);
        Assert.Contains("set <AssemblyName> to one without, such as 2nd-day-jobs.", bench.Errors, StringComparison.Ordinal);
        Assert.False(File.Exists(bench.Template));
    }

    [Fact]
    public void A_program_of_its_own_may_have_any_name()
    {
        using Workbench bench = new();

        Assert.Equal((0, ""), (bench.WriteAs("2nd day-jobs", [JobAssembly.Job()], "--runtime", "provided.al2023"), bench.Errors));
    }

    [Fact]
    public void Accept_starts_its_worker_and_may_do_nothing_else()
    {
        using Workbench bench = Workbench.PerJob();
        bench.Write([JobAssembly.Job()]);

        AssertJson(
            """
            {
              "CodeUri": ".", "Handler": "Sample", "Runtime": "dotnet10", "MemorySize": 512, "Timeout": 30,
              "Environment": { "Variables": {
                "ASYNCJOBS_HANDLER": "accept:summaries", "ASYNCJOBS_TABLE": { "Ref": "AsyncJobsTable" },
                "ASYNCJOBS_WORKERS": { "Fn::Sub": "summaries=${SampleSummariesWorker}" } } },
              "Policies": [ { "Version": "2012-10-17", "Statement": [
                { "Sid": "AsyncJobsTable", "Effect": "Allow", "Action": [ "dynamodb:PutItem", "dynamodb:GetItem", "dynamodb:DeleteItem", "dynamodb:UpdateItem" ],
                  "Resource": { "Fn::GetAtt": [ "AsyncJobsTable", "Arn" ] } },
                { "Sid": "AsyncJobsWorker", "Effect": "Allow", "Action": [ "lambda:InvokeFunction" ],
                  "Resource": { "Fn::GetAtt": [ "SampleSummariesWorker", "Arn" ] } } ] } ],
              "LoggingConfig": { "LogGroup": { "Ref": "SampleSummariesAcceptLogs" } },
              "Events": { "Start": { "Type": "HttpApi", "Properties": { "Method": "POST", "Path": "/summaries/{name}" } } }
            }
            """,
            bench.Properties("SampleSummariesAccept"));
    }

    [Fact]
    public void A_worker_is_tried_as_often_as_its_job_says_and_hands_what_fails_to_settle()
    {
        using Workbench bench = new();
        bench.Write([JobAssembly.Job(attempts: 3, timeout: 300)]);

        JsonObject worker = bench.Properties("SampleSummariesWorker");
        Assert.Equal((300, 1024), (worker["Timeout"]!.GetValue<int>(), worker["MemorySize"]!.GetValue<int>()));
        AssertJson(
            """
            { "MaximumRetryAttempts": 2, "MaximumEventAgeInSeconds": 21600,
              "DestinationConfig": { "OnFailure": { "Type": "Lambda", "Destination": { "Fn::GetAtt": [ "SampleJobSettle", "Arn" ] } } } }
            """,
            worker["EventInvokeConfig"]);
        Assert.Null(worker["RecursiveLoop"]);
        Assert.Null(worker["Environment"]!["Variables"]!["ASYNCJOBS_WORKERS"]);
    }

    [Fact]
    public void A_job_that_goes_on_may_invoke_itself()
    {
        using Workbench bench = new();
        bench.Write([JobAssembly.Job(more: "\"hasState\":true")]);

        Assert.Equal("Allow", bench.Properties("SampleSummariesWorker")["RecursiveLoop"]!.ToString());
        AssertJson(
            """
            { "PolicyName": "AsyncJobsContinue", "Roles": [ { "Ref": "SampleSummariesWorkerRole" } ],
              "PolicyDocument": { "Version": "2012-10-17", "Statement": [ { "Sid": "AsyncJobsWorker", "Effect": "Allow", "Action": [ "lambda:InvokeFunction" ],
                "Resource": { "Fn::GetAtt": [ "SampleSummariesWorker", "Arn" ] } } ] } }
            """,
            bench.Properties("SampleSummariesWorkerContinue"));
    }

    [Fact]
    public void No_function_refers_to_itself()
    {
        using Workbench bench = new();
        bench.Write([JobAssembly.Job(more: "\"hasState\":true")]);

        foreach ((string id, JsonNode? resource) in bench.Resources)
        {
            Assert.DoesNotContain($"\"{id}\"", resource!["Properties"]!.ToJsonString(), StringComparison.Ordinal);
            Assert.DoesNotContain($"${{{id}}}", resource["Properties"]!.ToJsonString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Nothing_is_allowed_everywhere()
    {
        using Workbench bench = new();
        bench.Write([JobAssembly.Job(more: "\"hasState\":true")], "--alarms", "true");

        Assert.DoesNotContain("*", bench.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Scan", bench.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_class_library_has_the_handlers_that_its_manifest_names()
    {
        using Workbench bench = Workbench.PerJob();
        bench.WriteFile(JobAssembly.Write(
            bench.Folder,
            "Library",
            "v8.0",
            """{"manifest":1,"namespace":"Library","statusHandler":"Library::Library.Handlers::Status","settleHandler":"Library::Library.Handlers::Settle"}""",
            JobAssembly.Job(more: "\"acceptHandler\":\"Library::Library.Handlers::Accept\",\"workHandler\":\"Library::Library.Handlers::Work\"")));

        Assert.Equal(
            ["Library::Library.Handlers::Accept", "Library::Library.Handlers::Work", "Library::Library.Handlers::Status", "Library::Library.Handlers::Settle"],
            Functions(bench).Select(function => function["Handler"]!.ToString()));
        Assert.All(Functions(bench), function => Assert.Equal("dotnet8", function["Runtime"]!.ToString()));
    }

    [Theory]
    [InlineData("--native", "false")]
    [InlineData("--native", "true")]
    public void Functions_differ_in_nothing_that_makes_SAM_build_them_apart(params string[] options)
    {
        // sam build runs once for all functions with the same values of these: each run is a dotnet publish of the whole project.
        using Workbench bench = new();
        bench.Write([JobAssembly.Job(), JobAssembly.Job("steps", "/steps", "\"hasState\":true")], options);

        Assert.Single(bench.Resources
            .Where(resource => resource.Value!["Type"]!.ToString() == "AWS::Serverless::Function")
            .Select(resource => string.Concat(
                resource.Value!["Metadata"]!.ToJsonString(), resource.Value["Properties"]!["CodeUri"], resource.Value["Properties"]!["Runtime"], resource.Value["Properties"]!["Architectures"]))
            .Distinct());
    }

    [Fact]
    public void Native_code_runs_on_the_custom_runtime_and_is_built_by_the_tools_of_NET()
    {
        using Workbench bench = Workbench.PerJob();
        bench.WriteFile(JobAssembly.Write(bench.Folder, "Sample", "v9.0", JobAssembly.App, JobAssembly.Job()), "--native", "true", "--architecture", "arm64");

        Assert.All(Functions(bench), function => Assert.Equal(
            ("bootstrap", "provided.al2023", "arm64"),
            (function["Handler"]!.ToString(), function["Runtime"]!.ToString(), function["Architectures"]![0]!.ToString())));
        Assert.Equal("dotnet", bench.Resources["SampleJobStatus"]!["Metadata"]!["BuildMethod"]!.ToString());
    }

    [Theory]
    [InlineData("provided.al2023", "bootstrap")]
    [InlineData("dotnet8", "Sample", "--native", "true")]
    [InlineData("dotnet10", "Sample", "--runtime", "dotnet10")]
    public void The_runtime_of_annotations_is_that_of_the_jobs_unless_an_option_says_otherwise(string runtime, string handler, params string[] options)
    {
        using Workbench bench = new();
        string told = options is ["--runtime", ..] ? "provided.al2023" : runtime;
        bench.WriteFile(
            JobAssembly.Write(bench.Folder, "Sample", "v10.0", $$"""{"manifest":1,"namespace":"Sample","runtime":"{{told}}"}""", JobAssembly.Job()), options);

        Assert.All(Functions(bench), function => Assert.Equal((handler, runtime), (function["Handler"]!.ToString(), function["Runtime"]!.ToString())));
    }

    [Fact]
    public void A_framework_that_Lambda_has_no_runtime_for_is_an_error()
    {
        using Workbench bench = new();

        Assert.Equal(1, bench.WriteFile(JobAssembly.Write(bench.Folder, "Sample", "v9.0", JobAssembly.App, JobAssembly.Job())));

        Assert.Contains("error AJ2007: Lambda has no runtime for net9.0", bench.Errors, StringComparison.Ordinal);
        Assert.False(File.Exists(bench.Template));
    }

    [Fact]
    public void Authorizers_are_the_jobs_own_else_the_builds_and_the_jobs_URL_has_the_builds()
    {
        using Workbench bench = Workbench.PerJob();
        bench.Write([JobAssembly.Job("open", "/open"), JobAssembly.Job("closed", "/closed", "\"authorizer\":\"Admins\"")], "--authorizer", "Users");

        Assert.Equal("Users", Authorizer(bench, "SampleOpenAccept", "Start"));
        Assert.Equal("Admins", Authorizer(bench, "SampleClosedAccept", "Start"));
        Assert.Equal("Users", Authorizer(bench, "SampleJobStatus", "Get"));
        Assert.Equal("Users", Authorizer(bench, "SampleJobStatus", "Delete"));
    }

    [Fact]
    public void The_one_authorizer_of_all_jobs_is_that_of_their_URL_and_several_are_a_warning()
    {
        using Workbench bench = Workbench.PerJob();
        bench.Write([JobAssembly.Job("one", "/one", "\"authorizer\":\"Admins\"")]);
        Assert.Equal("Admins", Authorizer(bench, "SampleJobStatus", "Get"));

        bench.Write([JobAssembly.Job("one", "/one", "\"authorizer\":\"Admins\""), JobAssembly.Job("two", "/two")]);
        Assert.Contains("warning AJ2008: The jobs use several authorizers (Admins, none)", bench.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Options_add_what_they_say()
    {
        using Workbench bench = Workbench.PerJob();
        bench.Write(
            [JobAssembly.Job()], "--api", "rest", "--alarms", "true", "--alarm-topic", "Pager", "--tracing", "true", "--retain-table", "false", "--log-days", "90", "--prefix", "Shop");

        Assert.Equal("Api", bench.Properties("ShopSummariesAccept")["Events"]!["Start"]!["Type"]!.ToString());
        Assert.Equal("Active", bench.Properties("ShopSummariesWorker")["Tracing"]!.ToString());
        Assert.Equal(90, bench.Properties("ShopJobSettleLogs")["RetentionInDays"]!.GetValue<int>());
        Assert.Null(bench.Resources["AsyncJobsTable"]!["DeletionPolicy"]);
        Assert.EndsWith("/Prod", bench.Value["Outputs"]!["AsyncJobsUrl"]!["Value"]!["Fn::Sub"]!.ToString(), StringComparison.Ordinal);
        string[] alarms = [.. bench.Resources.Where(resource => resource.Value!["Type"]!.ToString() == "AWS::CloudWatch::Alarm").Select(resource => resource.Key)];
        Assert.Equal(
            [
                "ShopSummariesAcceptThrottlesAlarm", "ShopSummariesWorkerFailedAlarm", "ShopSummariesWorkerTimedOutAlarm", "ShopSummariesWorkerLostAlarm",
                "ShopSummariesWorkerThrottlesAlarm", "ShopSummariesWorkerUndeliveredAlarm", "ShopJobSettleLookFailedAlarm", "ShopJobSettleErrorsAlarm", "ShopJobSettleThrottlesAlarm",
            ],
            alarms);
        Assert.All(alarms, alarm => AssertJson("""[ { "Ref": "Pager" } ]""", bench.Properties(alarm)["AlarmActions"]));
    }

    [Theory]
    [InlineData("--log-days", "8", "AsyncJobsLogRetentionDays")]
    [InlineData("--alarms", "perhaps", "AsyncJobsAlarms")]
    [InlineData("--queue", "https://sqs", "AsyncJobsQueue")]
    [InlineData("--architecture", "mips", "AsyncJobsArchitecture")]
    [InlineData("--api", "a b", "AsyncJobsApi")]
    [InlineData("--api", "Missing", "no such resource")]
    [InlineData("--colour", "red", "no option --colour")]
    public void Options_that_are_wrong_are_named(string option, string value, string expected)
    {
        using Workbench bench = new();

        Assert.Equal(1, bench.Write([JobAssembly.Job()], option, value));

        Assert.Matches("error AJ20(01|06): ", bench.Errors);
        Assert.Contains(expected, bench.Errors, StringComparison.Ordinal);
        Assert.False(File.Exists(bench.Template));
    }

    [Fact]
    public void A_manifest_of_a_newer_generator_is_told_how_to_mend()
    {
        using Workbench bench = new();

        Assert.Equal(1, bench.Write([JobAssembly.Job().Replace("\"manifest\":1", "\"manifest\":2", StringComparison.Ordinal)]));

        Assert.Contains("error AJ2003: ", bench.Errors, StringComparison.Ordinal);
        Assert.Contains("same version", bench.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void A_manifest_may_have_members_that_this_version_does_not_know()
    {
        using Workbench known = new();
        using Workbench newer = new();
        const string Unknown = "{\"xText\":\"a\",\"xNull\":null,\"xObject\":{\"name\":\"other\"},\"xArray\":[1,\"a\"],";

        Assert.Equal(0, known.Write([JobAssembly.Job()]));
        Assert.Equal(0, newer.Write([Unknown + JobAssembly.Job()[1..]]));

        Assert.Equal(File.ReadAllText(known.Template), File.ReadAllText(newer.Template));
    }

    [Fact]
    public void A_file_that_is_no_assembly_is_named()
    {
        using Workbench bench = new();
        string file = Path.Combine(bench.Folder, "no.dll");
        File.WriteAllText(file, "MZ, but not really");

        Assert.Equal(1, bench.WriteFile(file));

        Assert.StartsWith($"{file}: error AJ2002: ", bench.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void An_assembly_without_jobs_writes_nothing()
    {
        using Workbench bench = new();

        Assert.Equal(0, bench.Write([]));

        Assert.False(File.Exists(bench.Template));
    }

    [Theory]
    [InlineData("kind: [not a template")]
    [InlineData("Transform: Custom\nResources: {}\n")]
    [InlineData("- a chart\n--- \n- of another tool\n")]
    public void An_assembly_without_jobs_does_not_read_a_file_of_somebody_elses(string text)
    {
        using Workbench bench = new("template.yaml");
        bench.Text = text;

        Assert.Equal((0, ""), (bench.Write([]), bench.Errors));

        Assert.Equal(text, bench.Text);
    }

    [Fact]
    public void A_worker_of_a_class_library_that_goes_on_is_told_which_one_it_is()
    {
        using Workbench bench = Workbench.PerJob();
        bench.WriteFile(JobAssembly.Write(
            bench.Folder,
            "Library",
            "v8.0",
            """{"manifest":1,"namespace":"Library","statusHandler":"Library::Library.Handlers::Status","settleHandler":"Library::Library.Handlers::Settle"}""",
            JobAssembly.Job(more: "\"hasState\":true,\"acceptHandler\":\"Library::Library.Handlers::Accept\",\"workHandler\":\"Library::Library.Handlers::Work\"")));

        Assert.Equal("work:summaries", bench.Properties("LibrarySummariesWorker")["Environment"]!["Variables"]!["ASYNCJOBS_HANDLER"]!.ToString());
    }

    [Theory]
    [InlineData("summaries", "Summaries")]
    [InlineData("link-checks", "LinkChecks")]
    [InlineData("v2-links", "V2Links")]
    public void A_jobs_name_is_in_its_ids(string job, string expected)
    {
        using Workbench bench = Workbench.PerJob();
        bench.Write([JobAssembly.Job(job)]);
        Assert.Contains($"Sample{expected}Accept", bench.Resources.Select(resource => resource.Key));
    }

    [Fact]
    public void Names_that_only_differ_in_hyphens_have_ids_of_their_own()
    {
        using Workbench bench = Workbench.PerJob();
        Assert.Equal(0, bench.Write([.. new[] { "a1", "a-1", "a-b", "ab", "a--b", "a-b-" }.Select(name => JobAssembly.Job(name, "/" + name))]));
        Assert.Equal(6, bench.Resources.Count(resource => resource.Key.EndsWith("Accept", StringComparison.Ordinal)));
        Assert.All(bench.Resources, resource => Assert.Matches("^[A-Za-z0-9]+$", resource.Key));
    }

    private static IEnumerable<JsonObject> Functions(Workbench bench) => bench.Resources
        .Where(resource => resource.Value!["Type"]!.ToString() == "AWS::Serverless::Function")
        .Select(resource => resource.Value!["Properties"]!.AsObject());

    private static string? Authorizer(Workbench bench, string function, string name) =>
        bench.Properties(function)["Events"]![name]!["Properties"]!["Auth"]?["Authorizer"]!.ToString();

    private static void AssertJson(string expected, JsonNode? actual) => Assert.Equal(Canonical.Of(JsonNode.Parse(expected)), Canonical.Of(actual));
}
