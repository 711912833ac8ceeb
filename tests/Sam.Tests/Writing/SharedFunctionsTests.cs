using System.Text;
using System.Text.Json.Nodes;
using AsyncJobs.Sam.Documents;
using Xunit;

namespace AsyncJobs.Sam.Tests.Writing;

/// <summary>One function answers all requests: what it is given, and what comes and goes with it.</summary>
public sealed class SharedFunctionsTests
{
    private const string Page = "https://app.example.com";

    // A statement of a function's policy as API Gateway gets one for each route: 470 bytes with the longest names, and the path.
    private const int PolicyBytes = 20 * 1024;

    [Fact]
    public void It_starts_the_workers_of_all_jobs_and_answers_at_their_urls()
    {
        using Workbench bench = new();

        Assert.Equal(0, bench.Write([JobAssembly.Job(), JobAssembly.Job("link-checks", "/checks"), JobAssembly.RoutelessJob()]));

        Assert.Equal(
            Canonical.Of(JsonNode.Parse(
                """
                {
                  "CodeUri": ".", "Handler": "Sample", "Runtime": "dotnet10", "MemorySize": 512, "Timeout": 30,
                  "Environment": { "Variables": {
                    "ASYNCJOBS_HANDLER": "http", "ASYNCJOBS_TABLE": { "Ref": "AsyncJobsTable" },
                    "ASYNCJOBS_WORKERS": { "Fn::Sub": "link-checks=${SampleLinkChecksWorker},summaries=${SampleSummariesWorker}" } } },
                  "Policies": [ { "Version": "2012-10-17", "Statement": [
                    { "Sid": "AsyncJobsTable", "Effect": "Allow", "Action": [ "dynamodb:PutItem", "dynamodb:GetItem", "dynamodb:DeleteItem", "dynamodb:UpdateItem" ],
                      "Resource": { "Fn::GetAtt": [ "AsyncJobsTable", "Arn" ] } },
                    { "Sid": "AsyncJobsWorker", "Effect": "Allow", "Action": [ "lambda:InvokeFunction" ],
                      "Resource": [ { "Fn::GetAtt": [ "SampleLinkChecksWorker", "Arn" ] }, { "Fn::GetAtt": [ "SampleSummariesWorker", "Arn" ] } ] } ] } ],
                  "LoggingConfig": { "LogGroup": { "Ref": "SampleJobHttpLogs" } },
                  "Events": {
                    "StartLinkChecks": { "Type": "HttpApi", "Properties": { "Method": "POST", "Path": "/checks" } },
                    "StartSummaries": { "Type": "HttpApi", "Properties": { "Method": "POST", "Path": "/summaries/{name}" } },
                    "Get": { "Type": "HttpApi", "Properties": { "Method": "GET", "Path": "/jobs/{id}" } },
                    "Delete": { "Type": "HttpApi", "Properties": { "Method": "DELETE", "Path": "/jobs/{id}" } } }
                }
                """)),
            Canonical.Of(bench.Properties("SampleJobHttp")));
        Assert.Equal("/aws/lambda/${AWS::StackName}-Sample-jobs-http", bench.Properties("SampleJobHttpLogs")["LogGroupName"]!["Fn::Sub"]!.ToString());
        Assert.DoesNotContain(bench.Resources, static resource => resource.Key.Contains("Accept", StringComparison.Ordinal) || resource.Key.Contains("Status", StringComparison.Ordinal));
    }

    [Fact]
    public void Each_route_keeps_its_authorizer_and_pages_ask_about_each()
    {
        using Workbench bench = new("template.yaml");
        string[] jobs =
        [
            JobAssembly.Job("open", "/open", "\"authorizer\":\"NONE\""),
            JobAssembly.Job("closed", "/closed", "\"authorizer\":\"Admins\",\"keepsInput\":true"),
            JobAssembly.Job("other", "/closed", "\"httpMethod\":\"PUT\""),
        ];

        bench.Write(jobs, "--authorizer", "Users", "--cors-origins", Page, "--list", "true", "--api", "rest");

        JsonObject events = bench.Properties("SampleJobHttp")["Events"]!.AsObject();
        Assert.Equal(
            [
                "StartClosed POST /closed Admins", "StartOpen POST /open ", "StartOther PUT /closed Users",
                "Get GET /jobs/{id} Users", "Delete DELETE /jobs/{id} Users", "Retry POST /jobs/{id}/retry Users", "List GET /jobs Users",
                "Preflight OPTIONS /jobs/{id} ", "RetryPreflight OPTIONS /jobs/{id}/retry ", "ListPreflight OPTIONS /jobs ",
                "PreflightClosed OPTIONS /closed ", "PreflightOpen OPTIONS /open ",
            ],
            events.Select(static item => $"{item.Key} {item.Value!["Properties"]!["Method"]} {item.Value["Properties"]!["Path"]} {item.Value["Properties"]!["Auth"]?["Authorizer"]}"));
        Assert.Equal(Page, bench.Properties("SampleJobHttp")["Environment"]!["Variables"]!["ASYNCJOBS_CORS_ORIGINS"]!.ToString());
        Assert.Equal("true", bench.Properties("SampleJobHttp")["Environment"]!["Variables"]!["ASYNCJOBS_LIST"]!.ToString());
    }

    [Fact]
    public void Settings_of_both_kinds_of_functions_are_its_own()
    {
        using Workbench bench = new();

        bench.Write([JobAssembly.Job()], "--owner", "client_id", "--purge", "true", "--max-unfinished", "5", "--max-starts", "9", "--list-all", "true", "--payload-bucket", "true");

        Assert.Equal(
            [
                "ASYNCJOBS_HANDLER", "ASYNCJOBS_TABLE", "ASYNCJOBS_OWNER", "ASYNCJOBS_PURGE", "ASYNCJOBS_LIST_ALL", "ASYNCJOBS_MAX_UNFINISHED_PER_OWNER",
                "ASYNCJOBS_MAX_STARTS_PER_MINUTE_PER_OWNER", "ASYNCJOBS_WORKERS", "ASYNCJOBS_BUCKET",
            ],
            bench.Properties("SampleJobHttp")["Environment"]!["Variables"]!.AsObject().Select(static variable => variable.Key));
    }

    [Fact]
    public void Jobs_that_only_code_starts_have_URLs_without_the_right_to_start_any()
    {
        using Workbench bench = new();

        Assert.Equal(0, bench.Write([JobAssembly.RoutelessJob()], "--status", "true"));

        Assert.Equal(["dynamodb:GetItem", "dynamodb:UpdateItem"], ActionsOf(bench, "SampleJobHttp"));
        Assert.Null(bench.Properties("SampleJobHttp")["Environment"]!["Variables"]!["ASYNCJOBS_WORKERS"]);
    }

    [Theory]
    [InlineData("template.yaml", "--alarms", "true", "--cors-origins", Page)]
    [InlineData("serverless.template", "--log-days", "0")]
    [InlineData("serverless.template", "--api", "rest", "--payload-bucket", "true")]
    public void A_switch_takes_nothing_away_but_the_functions_of_requests_and_the_way_back_leaves_no_trace(string name, params string[] options)
    {
        using Workbench bench = new(name);
        string[] jobs = [JobAssembly.Job(more: "\"hasState\":true"), JobAssembly.Job("steps", "/steps", "\"keepsInput\":true"), JobAssembly.RoutelessJob()];
        bench.Write(jobs, [.. options, "--functions", "perJob"]);
        string before = bench.Text;
        Dictionary<string, string> old = OthersOf(bench);

        Assert.Equal(0, bench.Write(jobs, options));
        string shared = bench.Text;

        Assert.Equal("", bench.Errors);
        Assert.Equal(old, OthersOf(bench));
        Assert.NotNull(bench.Resources["SampleJobHttp"]);
        Assert.Null(bench.Resources["SampleJobStatus"]);

        bench.Write(jobs, [.. options, "--functions", "perJob"]);
        Assert.Equal(before, bench.Text);
        bench.Write(jobs, [.. options, "--functions", "shared"]);
        Assert.Equal(shared, bench.Text);
    }

    [Theory]
    [InlineData("shared", "perJob", "SampleJobHttp", "'SampleSummariesAccept', 'SampleJobStatus' answer", "GET /jobs/{id}", "them")]
    [InlineData("perJob", "shared", "SampleSummariesAccept", "'SampleJobHttp' answers", "POST /summaries/{name}", "'SampleJobHttp'")]
    public void What_people_wrote_into_a_function_that_goes_is_told_of(
        string before, string after, string gone, string answer, string request, string next)
    {
        using Workbench bench = new("template.yaml");
        bench.Write([JobAssembly.Job()], "--functions", before);
        string type = $"  {gone}:\n    Type: AWS::Serverless::Function\n";
        Assert.Contains(type, bench.Text, StringComparison.Ordinal);
        bench.Text = bench.Text.Replace(type, type + "    DependsOn: Network\n", StringComparison.Ordinal);
        int properties = bench.Text.IndexOf("Timeout: 30\n", bench.Text.IndexOf(type, StringComparison.Ordinal), StringComparison.Ordinal);
        bench.Text = bench.Text.Insert(properties, "ReservedConcurrentExecutions: 5\n      ");

        Assert.Equal(0, bench.Write([JobAssembly.Job()], "--functions", after));

        Assert.Contains($"warning AJ2037: {answer} ", bench.Errors, StringComparison.Ordinal);
        Assert.Contains(request, bench.Errors, StringComparison.Ordinal);
        Assert.Contains(
            $"in place of '{gone}', which is removed with what was written into it by hand: DependsOn, ReservedConcurrentExecutions. Write what is still needed into {next}.",
            bench.Errors,
            StringComparison.Ordinal);
        bench.Write([JobAssembly.Job()], "--functions", after);
        Assert.Equal("", bench.Errors);
    }

    [Fact]
    public void What_people_wrote_into_alarms_and_log_groups_of_a_function_that_goes_is_told_of_with_it()
    {
        using Workbench bench = new();
        string[] options = ["--alarms", "true"];
        bench.Write([JobAssembly.Job()], options);
        JsonObject template = bench.Value;
        template["Resources"]!["SampleJobHttp"]!["Properties"]!["Environment"]!["Variables"]!["ASYNCJOBS_IDEMPOTENCY_SECRET"] = "secret";
        template["Resources"]!["SampleJobHttpThrottlesAlarm"]!["Properties"]!["Threshold"] = 20;
        template["Resources"]!["SampleJobHttpLogs"]!["Properties"]!["RetentionInDays"] = 400;
        template["Resources"]!["SampleSummariesWorkerFailedAlarm"]!["Properties"]!["Threshold"] = 20;
        bench.Text = template.ToJsonString();

        Assert.Equal(0, bench.Write([JobAssembly.Job()], [.. options, "--functions", "perJob"]));

        Assert.Single(bench.Errors.TrimEnd().Split('\n'));
        Assert.Contains(
            "in place of 'SampleJobHttp', which is removed with what was written into it by hand: Environment.Variables.ASYNCJOBS_IDEMPOTENCY_SECRET, "
            + "RetentionInDays of 'SampleJobHttpLogs', Threshold of 'SampleJobHttpThrottlesAlarm'. Write what is still needed into them.",
            bench.Errors,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--alarms", "shared", "SampleSummariesWorkerFailedAlarm", "Threshold")]
    [InlineData("--log-groups", "shared", "SampleJobHttpLogs", "RetentionInDays")]
    public void What_people_wrote_into_a_resource_of_a_function_that_stays_is_told_of_when_an_option_takes_it_away(
        string option, string value, string id, string property)
    {
        using Workbench bench = new();
        string[] jobs = [JobAssembly.Job(), JobAssembly.Job("gone", "/gone")];
        bench.Write(jobs, "--alarms", "perJob");
        JsonObject template = bench.Value;
        template["Resources"]![id]!["Properties"]![property] = 400;
        template["Resources"]!["SampleGoneWorkerLostAlarm"]!["Properties"]!["Threshold"] = 400;
        bench.Text = template.ToJsonString();

        // With a job, all that is its own goes without a word.
        Assert.Equal(0, bench.Write([JobAssembly.Job()], "--alarms", "perJob", option, value));

        Assert.Single(bench.Errors.TrimEnd().Split('\n'));
        Assert.Contains($"warning AJ2037: '{id}' is removed with what was written into it by hand: {property}. Write elsewhere", bench.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Events_of_a_persons_own_that_go_with_a_function_are_named()
    {
        using Workbench bench = new("template.yaml");
        bench.Write([JobAssembly.Job()], "--functions", "perJob");
        TemplateDocument document = TemplateDocument.Parse(bench.Text, false);
        string[] path = ["Resources", "SampleJobStatus", "Properties", "Events"];
        JsonObject nightly = new() { ["Type"] = "Schedule", ["Properties"] = new JsonObject { ["Schedule"] = "rate(1 day)" } };
        bench.Text = document.Add(path, "Mine", nightly, null).Add(path, "Other", nightly.DeepClone(), null).Text;

        Assert.Equal(0, bench.Write([JobAssembly.Job()], "--functions", "shared"));

        Assert.Contains(
            "in place of 'SampleJobStatus', which is removed with what was written into it by hand: Events.Mine, Events.Other. Write",
            bench.Errors,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_job_that_goes_takes_edits_with_it_without_a_word()
    {
        using Workbench bench = Workbench.PerJob("template.yaml");
        bench.Write([JobAssembly.Job(), JobAssembly.Job("gone", "/gone")]);
        bench.Text = bench.Text.Replace("Timeout: 30\n", "Timeout: 29\n", StringComparison.Ordinal);

        bench.Write([JobAssembly.Job()]);

        Assert.Equal("", bench.Errors);
    }

    [Fact]
    public void An_event_goes_whole_with_its_job_and_what_people_wrote_into_it_is_told_of()
    {
        using Workbench bench = new("template.yaml");
        bench.Write([JobAssembly.Job(), JobAssembly.Job("gone", "/gone")]);
        bench.Text = bench.Text.Replace("            Path: /gone\n", "            Path: /gone\n            Auth: { Authorizer: Mine }\n", StringComparison.Ordinal);
        string edited = bench.Properties("SampleJobHttp")["Events"]!.AsObject().Single(item => item.Value!["Properties"]!["Auth"] is not null).Key;

        Assert.Equal(0, bench.Write([JobAssembly.Job()]));

        Assert.Null(bench.Properties("SampleJobHttp")["Events"]![edited]);
        Assert.Contains(
            $"warning AJ2037: Parts of 'SampleJobHttp' are removed with what was written into them by hand: Properties.Events.{edited}.Properties.Auth.",
            bench.Errors,
            StringComparison.Ordinal);
        bench.Write([JobAssembly.Job()]);
        Assert.Equal("", bench.Errors);
    }

    [Theory]
    [InlineData("shared", "perJob", "SampleJobHttp", "SampleSummariesAccept")]
    [InlineData("perJob", "shared", "SampleSummariesAccept", "SampleJobHttp")]
    public void What_people_wrote_about_a_request_goes_to_the_function_that_answers_it(string before, string after, string from, string to)
    {
        using Workbench bench = new("template.yaml");
        bench.Write([JobAssembly.Job()], "--functions", before);
        string start = StartOf(from);
        const string Path = "            Path: '/summaries/{name}'\n";
        bench.Text = bench.Text.Replace(Path, Path + "            Auth: { Authorizer: Mine }\n", StringComparison.Ordinal);
        Assert.NotNull(bench.Properties(from)["Events"]![start]!["Properties"]!["Auth"]);

        Assert.Equal(0, bench.Write([JobAssembly.Job()], "--functions", after));

        Assert.Equal("", bench.Errors);
        Assert.Equal("Mine", (string)bench.Properties(to)["Events"]![StartOf(to)]!["Properties"]!["Auth"]!["Authorizer"]!);

        string StartOf(string function) =>
            bench.Properties(function)["Events"]!.AsObject().Single(item => item.Value!["Properties"]!["Path"]!.ToString() == "/summaries/{name}").Key;
    }

    [Theory]
    [InlineData("perJob", "shared", "SampleJobStatus", "SampleJobHttp", "DELETE /jobs/{id}")]
    [InlineData("shared", "perJob", "SampleJobHttp", "SampleJobStatus", "GET /jobs/{id}")]
    [InlineData("perJob", "shared", "SampleStepsAccept", "SampleJobHttp", "POST /steps")]
    [InlineData("shared", "perJob", "SampleJobHttp", "SampleStepsAccept", "POST /steps")]
    [InlineData("perJob", "shared", "SampleJobStatus", "SampleJobHttp", "OPTIONS /jobs/{id}", "--cors-origins", Page)]
    [InlineData("perJob", "shared", "SampleJobStatus", "SampleJobHttp", "DELETE /jobs/{id}", "--log-groups", "shared")]
    [InlineData("perJob", "shared", "SampleJobStatus", "SampleJobHttp", "DELETE /jobs/{id}", "--log-days", "0", "--api", "rest")]
    public void A_request_that_a_person_closed_stays_closed_in_the_function_that_answers_it(
        string before, string after, string from, string to, string request, params string[] options)
    {
        using Workbench bench = new("template.yaml");
        string[] jobs = [JobAssembly.Job(), JobAssembly.Job("steps", "/steps")];
        string[] were = [.. options, "--functions", before];
        string[] are = [.. options, "--functions", after];
        bench.Write(jobs, were);
        string[] open = RequestsOf(bench);
        RemoveEvent(bench, from, request);
        string[] closed = RequestsOf(bench);
        Assert.Equal(open.Length - 1, closed.Length);
        JsonObject edited = bench.Value;

        Assert.Equal(0, bench.Write(jobs, are));

        Assert.Equal("", bench.Errors);
        Assert.NotNull(bench.Resources[to]);
        Assert.Equal(closed, RequestsOf(bench));
        string first = bench.Text;
        bench.Write(jobs, are);
        Assert.Equal(first, bench.Text);

        // And on the way back.
        bench.Write(jobs, were);
        Assert.Equal(closed, RequestsOf(bench));
        bench.Write(jobs, were);
        Assert.Equal(closed, RequestsOf(bench));
        Assert.Equal(edited["Resources"]!.AsObject().Select(static item => item.Key), bench.Resources.Select(static item => item.Key));
    }

    [Fact]
    public void A_request_that_a_person_closed_comes_back_where_they_removed_the_function()
    {
        using Workbench bench = new("template.yaml");
        bench.Write([JobAssembly.Job()], "--functions", "perJob");
        string[] open = RequestsOf(bench);
        RemoveEvent(bench, "SampleJobStatus", "DELETE /jobs/{id}");
        TemplateDocument document = TemplateDocument.Parse(bench.Text, false);
        DocumentNode resources = document.Find("Resources")!;
        bench.Text = document.Remove(resources, resources.Find("SampleJobStatus")!).Text;

        Assert.Equal(0, bench.Write([JobAssembly.Job()], "--functions", "shared"));

        Assert.Equal(open, RequestsOf(bench));
    }

    [Fact]
    public void Nothing_of_an_event_that_a_person_removed_is_written_when_there_is_more_to_say_of_it()
    {
        using Workbench bench = new("template.yaml");
        bench.Write([JobAssembly.Job()]);
        RemoveEvent(bench, "SampleJobHttp", "DELETE /jobs/{id}");

        bench.Write([JobAssembly.Job()], "--authorizer", "Login");

        Assert.Null(bench.Properties("SampleJobHttp")["Events"]!["Delete"]);
    }

    [Fact]
    public void An_event_that_a_person_added_stays_whole()
    {
        using Workbench bench = new("template.yaml");
        bench.Write([JobAssembly.Job(), JobAssembly.Job("gone", "/gone")]);
        bench.Text = bench.Text.Replace(
            "      Events:\n", "      Events:\n        Nightly: { Type: Schedule, Properties: { Schedule: rate(1 day) } }\n", StringComparison.Ordinal);

        Assert.Equal(0, bench.Write([JobAssembly.Job()]));

        Assert.Equal(("", "Schedule"), (bench.Errors, (string)bench.Properties("SampleJobHttp")["Events"]!["Nightly"]!["Type"]!));
    }

    [Theory]
    [InlineData(30, 1)]
    [InlineData(150, 2, "--cors-origins", Page, "--list", "true")]
    [InlineData(150, 2)]
    public void Where_a_policy_does_not_hold_all_routes_jobs_have_several_functions(int count, int least, params string[] options)
    {
        using Workbench bench = new();
        string[] jobs = [.. Enumerable.Range(0, count).Select(static i => JobAssembly.Job($"orders-of-kind-{i}", $"/shops/{{shop}}/orders-of-kind-{i}"))];

        Assert.Equal(0, bench.Write(jobs, options));

        Dictionary<string, JsonObject> functions = FunctionsOf(bench);
        Assert.True(functions.Count >= least && (functions.Count == 1) == (least == 1), $"{functions.Count} functions");
        Assert.Equal("SampleJobHttp", functions.Keys.First());
        Assert.All(functions.Values, static function => Assert.InRange(PolicyOf(function), 1, PolicyBytes));
        Assert.Equal(count, functions.Values.Sum(static function => function["Events"]!.AsObject().Count(static item => item.Key.StartsWith("Start", StringComparison.Ordinal))));

        // Only one of them tells of jobs, and each may start its own jobs alone.
        Assert.Equal(["SampleJobHttp"], functions.Where(static function => function.Value["Events"]!["Get"] is not null).Select(static function => function.Key));
        foreach ((string id, JsonObject function) in functions.Skip(1))
        {
            string[] started = [.. function["Events"]!.AsObject().Where(static item => item.Key.StartsWith("Start", StringComparison.Ordinal)).Select(static item => $"Sample{item.Key[5..]}Worker")];
            Assert.Equal(
                started.Order(StringComparer.Ordinal),
                Arns(Statement(function, "AsyncJobsWorker")["Resource"]!).Order(StringComparer.Ordinal));
            Assert.Equal(["dynamodb:PutItem", "dynamodb:GetItem", "dynamodb:DeleteItem", "dynamodb:UpdateItem"], ActionsOf(bench, id));
        }

        // One more moves none of them, unless there is no room.
        bench.Write([.. jobs, JobAssembly.Job("aaa", "/aaa")], options);
        Dictionary<string, JsonObject> later = FunctionsOf(bench);
        Assert.Equal(functions.Keys, later.Keys);
        Assert.All(functions, function => Assert.Subset(EventsOf(later[function.Key]), EventsOf(function.Value)));

        static IEnumerable<string> Arns(JsonNode resource) =>
            (resource as JsonArray ?? [resource.DeepClone()]).Select(static one => one!["Fn::GetAtt"]![0]!.ToString());

        static HashSet<string> EventsOf(JsonObject function) => [.. function["Events"]!.AsObject().Select(static item => item.Key)];
    }

    [Fact]
    public void A_class_library_has_a_handler_for_it()
    {
        using Workbench bench = new();
        string app = """{"manifest":1,"namespace":"Library","statusHandler":"L::L.JobHandlers::Status","httpHandler":"L::L.JobHandlers::Http","settleHandler":"L::L.JobHandlers::Settle"}""";
        string job = JobAssembly.Job(more: "\"acceptHandler\":\"L::L.JobHandlers::AcceptSummaries\",\"workHandler\":\"L::L.JobHandlers::WorkSummaries\"");

        Assert.Equal(0, bench.WriteFile(JobAssembly.Write(bench.Folder, "Library", "v10.0", app, job)));
        Assert.Equal("L::L.JobHandlers::Http", bench.Properties("LibraryJobHttp")["Handler"]!.ToString());

        string older = app.Replace("\"httpHandler\":\"L::L.JobHandlers::Http\",", "", StringComparison.Ordinal);
        Assert.Equal(1, bench.WriteFile(JobAssembly.Write(bench.Folder, "Library", "v10.0", older, job)));
        Assert.Contains("error AJ2002: The manifest of the jobs in the assembly names no handler for all requests", bench.Errors, StringComparison.Ordinal);
        Assert.Equal(0, bench.WriteFile(JobAssembly.Write(bench.Folder, "Library", "v10.0", older, job), "--functions", "perJob"));
    }

    [Fact]
    public void A_manifest_for_other_tools_tells_the_same()
    {
        using Workbench bench = new();

        Assert.Equal(0, bench.Run("manifest", "--assembly", JobAssembly.Write(bench.Folder, "Sample", JobAssembly.Job()), "--prefix", "shop"));

        JsonObject functions = JsonNode.Parse(bench.Output)!["functions"]!.AsObject();
        Assert.Equal(["summaries-work", "http", "settle"], functions.Select(static function => function.Key));
        Assert.Equal(("shop-http", "http", "http"), (functions["http"]!["name"]!.ToString(), functions["http"]!["role"]!.ToString(), functions["http"]!["environment"]!["ASYNCJOBS_HANDLER"]!.ToString()));
        Assert.Equal(3, functions["http"]!["routes"]!.AsArray().Count);
    }

    [Theory]
    [InlineData("shared", "shared", "SecondJobHttp")]
    [InlineData("perJob", "shared", "SecondJobHttp")]
    [InlineData("shared", "perJob", "SecondTwoAccept")]
    public void Of_two_assemblies_one_answers_at_the_URLs_of_jobs_and_each_starts_its_own(string first, string second, string starts)
    {
        using Workbench bench = new("template.yaml");
        bench.WriteAs("First", [JobAssembly.Job("one", "/one")], "--functions", first);
        string before = bench.Text;

        Assert.Equal(0, bench.WriteAs("Second", [JobAssembly.Job("two", "/two")], "--functions", second));

        Assert.Equal("", bench.Errors);
        JsonObject events = bench.Properties(starts)["Events"]!.AsObject();
        Assert.Equal(["/two"], events.Select(static item => item.Value!["Properties"]!["Path"]!.ToString()));
        Assert.Null(bench.Resources["SecondJobStatus"]);
        string both = bench.Text;
        bench.WriteAs("First", [JobAssembly.Job("one", "/one")], "--functions", first);
        Assert.Equal(both, bench.Text);
        bench.WriteAs("Second", []);
        Assert.Equal(before, bench.Text);

        // The other answers when nobody does any more.
        bench.WriteAs("Second", [JobAssembly.Job("two", "/two")], "--functions", "shared");
        bench.WriteAs("First", []);
        bench.WriteAs("Second", [JobAssembly.Job("two", "/two")], "--functions", "shared");
        Assert.NotNull(bench.Properties("SecondJobHttp")["Events"]!["Get"]);
    }

    [Fact]
    public void Requests_that_are_refused_are_an_alarm()
    {
        using Workbench bench = new();

        bench.Write([JobAssembly.Job()], "--alarms", "true");

        Assert.Equal("SampleJobHttp", bench.Properties("SampleJobHttpThrottlesAlarm")["Dimensions"]![0]!["Value"]!["Ref"]!.ToString());
        Assert.Contains("job.lost", bench.Properties("SampleJobHttpLostFilter")["FilterPattern"]!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Another_word_is_an_error()
    {
        using Workbench bench = new();

        Assert.Equal(1, bench.Write([JobAssembly.Job()], "--functions", "perjobs"));

        Assert.Contains("error AJ2001: AsyncJobsFunctions must be shared or perJob.", bench.Errors, StringComparison.Ordinal);
    }

    private static Dictionary<string, JsonObject> FunctionsOf(Workbench bench) => bench.Resources
        .Where(static resource => resource.Key.StartsWith("SampleJobHttp", StringComparison.Ordinal) && resource.Value!["Type"]!.ToString() == "AWS::Serverless::Function")
        .ToDictionary(static resource => resource.Key, static resource => resource.Value!["Properties"]!.AsObject());

    /// <summary>The requests that the template has, whichever function answers them.</summary>
    private static string[] RequestsOf(Workbench bench) =>
    [
        .. bench.Resources
            .SelectMany(static resource => resource.Value!["Properties"]?["Events"] as JsonObject ?? [])
            .Select(static item => RequestOf(item.Value!))
            .Order(StringComparer.Ordinal),
    ];

    private static void RemoveEvent(Workbench bench, string function, string request)
    {
        TemplateDocument document = TemplateDocument.Parse(bench.Text, false);
        DocumentNode events = document.Find("Resources", function, "Properties", "Events")!;
        bench.Text = document.Remove(events, events.Entries.Single(item => RequestOf(item.Node.Value!) == request)).Text;
    }

    private static string RequestOf(JsonNode item) => $"{item["Properties"]!["Method"]} {item["Properties"]!["Path"]}";

    private static int PolicyOf(JsonObject function) =>
        function["Events"]!.AsObject().Sum(static item => 470 + Encoding.UTF8.GetByteCount(item.Value!["Properties"]!["Path"]!.ToString()));

    private static JsonNode Statement(JsonObject function, string sid) =>
        function["Policies"]![0]!["Statement"]!.AsArray().Single(statement => statement!["Sid"]!.ToString() == sid)!;

    private static IEnumerable<string> ActionsOf(Workbench bench, string function) =>
        Statement(bench.Properties(function), "AsyncJobsTable")["Action"]!.AsArray().Select(static action => action!.ToString());

    // All but the functions that answer requests, and what belongs to them.
    private static Dictionary<string, string> OthersOf(Workbench bench) => bench.Value
        .Where(static section => section.Key != "Resources")
        .Concat(bench.Resources.Where(static resource =>
            !resource.Key.Contains("Accept", StringComparison.Ordinal)
            && !resource.Key.StartsWith("SampleJobStatus", StringComparison.Ordinal)
            && !resource.Key.StartsWith("SampleJobHttp", StringComparison.Ordinal)))
        .ToDictionary(static part => part.Key, static part => part.Value!.ToJsonString());
}
