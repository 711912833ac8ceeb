using System.Text.Json.Nodes;
using AsyncJobs.Sam.Tests.Sizes;
using Xunit;

namespace AsyncJobs.Sam.Tests.Writing;

/// <summary>One log group, one role of the workers, and alarms that watch the jobs of all kinds.</summary>
public sealed class SharedTests
{
    private static readonly string[] s_jobs = [JobAssembly.Job(more: "\"hasState\":true"), .. StartGraphs.Of("one: two", "two+: one", "three:")];

    [Fact]
    public void All_functions_write_into_one_log_group()
    {
        using Workbench bench = new();
        bench.Write(s_jobs, "--log-groups", "shared", "--log-days", "14");

        Assert.Equal(["SampleJobLogs"], OfType(bench, "AWS::Logs::LogGroup"));
        Assert.Equal(
            """{"LogGroupName":{"Fn::Sub":"/aws/lambda/${AWS::StackName}-Sample-jobs"},"RetentionInDays":14}""",
            bench.Properties("SampleJobLogs").ToJsonString());
        Assert.All(
            OfType(bench, "AWS::Serverless::Function"),
            id => Assert.Equal("""{"LogGroup":{"Ref":"SampleJobLogs"}}""", bench.Properties(id)["LoggingConfig"]!.ToJsonString()));

        // Else SAM would build each of them by itself.
        Assert.Single(OfType(bench, "AWS::Serverless::Function").Select(id => bench.Resources[id]!["Metadata"]!.ToJsonString()).Distinct());
    }

    [Fact]
    public void A_log_group_that_Lambda_makes_cannot_be_shared()
    {
        using Workbench bench = new();

        Assert.Equal(1, bench.Write(s_jobs, "--log-groups", "shared", "--log-days", "0"));

        Assert.Contains("error AJ2001: AsyncJobsLogGroups is shared, and AsyncJobsLogRetentionDays=0", bench.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--log-groups", "each", "AsyncJobsLogGroups must be perFunction or shared.")]
    [InlineData("--roles", "each", "AsyncJobsRoles must be perFunction or shared.")]
    [InlineData("--worker-names", "short", "AsyncJobsWorkerNames must be generated or byJob.")]
    [InlineData("--alarms", "yes", "AsyncJobsAlarms must be false, true, perJob or shared.")]
    public void Another_word_is_refused(string option, string value, string error)
    {
        using Workbench bench = new();

        Assert.Equal(1, bench.Write(s_jobs, option, value));

        Assert.Contains("error AJ2001: " + error, bench.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("serverless.template", "\"Timeout\": 60,", "\"Timeout\": 120,")]
    [InlineData("template.yaml", "      Timeout: 60\n", "      Timeout: 120\n")]
    public void Edits_stay_and_the_rest_follows_whatever_is_shared(string name, string written, string edited)
    {
        using Workbench bench = new(name);
        string[] job = [JobAssembly.Job()];
        bench.Write(job, ManyJobs.Shared);
        string edit = bench.Text.Replace(written, edited, StringComparison.Ordinal);
        Assert.NotEqual(bench.Text, edit);
        bench.Text = edit;

        Assert.Equal((0, ""), (bench.Write(job, ManyJobs.Shared), bench.Errors));
        Assert.Equal(edit, bench.Text);

        bench.Write([JobAssembly.Job(attempts: 3)], ManyJobs.Shared);
        Assert.Contains(edited, bench.Text, StringComparison.Ordinal);
        Assert.Equal("2", bench.Properties("SampleSummariesWorker")["EventInvokeConfig"]!["MaximumRetryAttempts"]!.ToString());

        bench.Write([JobAssembly.Job(attempts: 2)]);
        Assert.Contains(edited, bench.Text, StringComparison.Ordinal);
        Assert.Equal("1", bench.Properties("SampleSummariesWorker")["EventInvokeConfig"]!["MaximumRetryAttempts"]!.ToString());
    }

    [Theory]
    [InlineData("--log-groups", "shared")]
    [InlineData("--roles", "shared")]
    [InlineData("--alarms", "shared")]
    [InlineData("--worker-names", "byJob")]
    public void A_template_that_is_changed_says_what_a_new_one_says(string option, string value)
    {
        using Workbench bench = new();
        using Workbench apart = new();
        using Workbench together = new();
        apart.Write(s_jobs, "--alarms", "perJob");
        together.Write(s_jobs, ["--alarms", "perJob", option, value]);

        bench.Write(s_jobs, "--alarms", "perJob");
        bench.Write(s_jobs, ["--alarms", "perJob", option, value]);
        Assert.Equal(Sorted(together), Sorted(bench));

        bench.Write(s_jobs, "--alarms", "perJob");
        Assert.Equal(Sorted(apart), Sorted(bench));
    }

    [Fact]
    public void The_workers_role_allows_what_any_of_them_is_allowed_and_no_more()
    {
        using Workbench apart = new();
        using Workbench together = new();
        apart.Write(s_jobs, "--payload-bucket", "true");
        together.Write(s_jobs, "--payload-bucket", "true", "--roles", "shared");

        string[] workers = [.. OfType(apart, "AWS::Serverless::Function").Where(id => id.EndsWith("Worker", StringComparison.Ordinal))];
        Assert.Equal(4, workers.Length);
        Assert.All(workers, id => Assert.Equal("""{"Fn::GetAtt":["SampleWorkersRole","Arn"]}""", together.Properties(id)["Role"]!.ToJsonString()));
        Assert.All(workers, id => Assert.Null(together.Properties(id)["Policies"]));

        // SAM adds the permission of the destination where it makes the role.
        Assert.Equal(
            [.. workers.SelectMany(id => Allowed(apart, id)).Append("""lambda:InvokeFunction {"Fn::GetAtt":["SampleJobSettle","Arn"]}""").Distinct().Order(StringComparer.Ordinal)],
            Allowed(together, "SampleWorkersRole"));
        Assert.Null(new TemplateGraph(together.Value).Cycle());
        Assert.Equal(apart.Properties("SampleJobSettle").ToJsonString(), together.Properties("SampleJobSettle").ToJsonString());
    }

    [Fact]
    public void A_worker_to_which_a_person_gave_a_policy_keeps_a_role_of_its_own()
    {
        using Workbench bench = new("template.yaml");
        bench.Write(s_jobs, "--roles", "shared");
        bench.Text = bench.Text.Replace(
            "ASYNCJOBS_HANDLER: work:three\n", "ASYNCJOBS_HANDLER: work:three\n      Policies:\n        - S3ReadPolicy: { BucketName: orders }\n", StringComparison.Ordinal);
        Assert.Contains("S3ReadPolicy", bench.Text, StringComparison.Ordinal);

        Assert.Equal((0, ""), (bench.Write(s_jobs, "--roles", "shared"), bench.Errors));

        JsonObject worker = bench.Properties("SampleThreeWorker");
        Assert.Null(worker["Role"]);
        Assert.Contains("S3ReadPolicy", worker["Policies"]!.ToJsonString(), StringComparison.Ordinal);
        Assert.Contains("AsyncJobsTable", worker["Policies"]!.ToJsonString(), StringComparison.Ordinal);
        Assert.NotNull(bench.Properties("SampleOneWorker")["Role"]);
    }

    [Fact]
    public void A_role_that_all_functions_have_is_not_replaced()
    {
        using Workbench bench = new("template.yaml");
        bench.Text = "Transform: AWS::Serverless-2016-10-31\nGlobals:\n  Function:\n    Role: !GetAtt Own.Arn\n";

        bench.Write(s_jobs, "--roles", "shared");

        Assert.Empty(OfType(bench, "AWS::IAM::Role"));
        Assert.Null(bench.Properties("SampleOneWorker")["Role"]);
    }

    [Fact]
    public void Alarms_on_jobs_are_one_for_each_kind_and_tell_which_jobs()
    {
        using Workbench bench = new();
        bench.Write(ManyJobs.WithRoutes(21), "--alarms", "shared", "--alarm-topic", "Pager");

        JsonObject failed = bench.Properties("AsyncJobsFailedAlarm");
        Assert.Equal(
            """
            {"Fn::Sub":"SELECT SUM(\"jobs.failed\") FROM SCHEMA(\"AsyncJobs/${AWS::StackName}\", \"job\") GROUP BY \"job\" ORDER BY SUM() DESC"}
            """.Trim(),
            Assert.Single(failed["Metrics"]!.AsArray())!["Expression"]!.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));
        Assert.Equal("notBreaching", failed["TreatMissingData"]!.ToString());
        Assert.Equal("""[{"Ref":"Pager"}]""", failed["AlarmActions"]!.ToJsonString());

        string[] alarms = OfType(bench, "AWS::CloudWatch::Alarm");
        Assert.Equal(11, alarms.Length);
        JsonArray last = bench.Properties("SampleWorkerThrottlesAlarm3")["Metrics"]!.AsArray();
        Assert.Equal(2, last.Count);
        Assert.Equal("SUM(FILL(METRICS(), 0))", last[0]!["Expression"]!.ToString());
        Assert.Equal("Throttles", last[1]!["MetricStat"]!["Metric"]!["MetricName"]!.ToString());
        Assert.Equal(
            "SELECT SUM(\"DestinationDeliveryFailures\") FROM SCHEMA(\"AWS/Lambda\", \"FunctionName\") GROUP BY \"FunctionName\" ORDER BY SUM() DESC",
            bench.Properties("AsyncJobsUndeliveredAlarm")["Metrics"]![0]!["Expression"]!.ToString());

        // Each worker is watched once.
        Assert.Equal(
            OfType(bench, "AWS::Serverless::Function").Where(id => id.EndsWith("Worker", StringComparison.Ordinal)).Order(StringComparer.Ordinal),
            alarms.Where(id => id.StartsWith("SampleWorkerThrottlesAlarm", StringComparison.Ordinal))
                .SelectMany(id => bench.Properties(id)["Metrics"]!.AsArray().Skip(1).Select(one => one!["MetricStat"]!["Metric"]!["Dimensions"]![0]!["Value"]!["Ref"]!.ToString()))
                .Order(StringComparer.Ordinal));
        Assert.All(alarms, id => Assert.InRange(bench.Properties(id)["AlarmDescription"]!.ToString().Length, 1, 1024));
    }

    [Theory]
    [InlineData("true", "perFunction", 14)]
    [InlineData("true", "shared", 9)]
    [InlineData("perJob", "shared", 14)]
    [InlineData("shared", "perFunction", 9)]
    public void What_true_means_is_the_form_of_the_log_groups(string alarms, string logs, int count)
    {
        using Workbench bench = new();
        bench.Write([JobAssembly.Job(), JobAssembly.RoutelessJob()], "--alarms", alarms, "--log-groups", logs);

        // Six of the job with a route, five of the other one, and three of settle; together four of jobs, two of functions, and three of settle.
        Assert.Equal(count, OfType(bench, "AWS::CloudWatch::Alarm").Length);
        Assert.Equal(logs == "shared" ? 4 : 10, OfType(bench, "AWS::Logs::MetricFilter").Length);
    }

    [Fact]
    public void Two_projects_share_the_alarms_on_jobs_as_they_share_the_metrics()
    {
        using Workbench bench = new();
        bench.WriteAs("First", [JobAssembly.Job()], ManyJobs.Shared);
        Assert.Equal(0, bench.WriteAs("Second", [JobAssembly.Job("others", "/others")], ManyJobs.Shared));

        Assert.Equal("First", bench.Resources["AsyncJobsFailedAlarm"]!["Metadata"]!["AsyncJobs"]!["Assembly"]!.ToString());
        Assert.NotNull(bench.Resources["SecondWorkerThrottlesAlarm1"]);

        bench.WriteAs("First", [JobAssembly.Job()]);
        bench.WriteAs("Second", [JobAssembly.Job("others", "/others")], ManyJobs.Shared);
        Assert.Equal("Second", bench.Resources["AsyncJobsFailedAlarm"]!["Metadata"]!["AsyncJobs"]!["Assembly"]!.ToString());
    }

    private static string[] OfType(Workbench bench, string type) =>
        [.. bench.Resources.Where(resource => resource.Value!["Type"]!.ToString() == type).Select(resource => resource.Key)];

    private static string Sorted(Workbench bench) =>
        string.Join('\n', bench.Resources.OrderBy(resource => resource.Key, StringComparer.Ordinal).Select(resource => $"{resource.Key}: {resource.Value!.ToJsonString()}"));

    // Which action on what, of a function's or a role's policies and of those that are resources of their own.
    private static string[] Allowed(Workbench bench, string id)
    {
        string role = id.EndsWith("Role", StringComparison.Ordinal) ? id : id + "Role";
        IEnumerable<JsonNode?> attached = bench.Resources.Select(resource => resource.Value!["Properties"]!)
            .Where(properties => (properties["Roles"] as JsonArray)?[0]?["Ref"]?.ToString() == role).Select(properties => properties["PolicyDocument"]);
        IEnumerable<JsonNode?> own = (bench.Properties(id)["Policies"] as JsonArray ?? []).Select(policy => policy!["PolicyDocument"] ?? policy);
        return
        [
            .. from policy in own.Concat(attached)
               from statement in policy!["Statement"]!.AsArray()
               from action in statement!["Action"]!.AsArray()
               from resource in statement["Resource"] is JsonArray list ? list.ToArray() : [statement["Resource"]]
               orderby action.ToString() + " " + resource!.ToJsonString() ascending
               select $"{action} {resource!.ToJsonString()}",
        ];
    }
}
