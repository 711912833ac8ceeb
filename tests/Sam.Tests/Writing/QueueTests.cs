using System.Text.Json.Nodes;
using AsyncJobs.Sam.Documents;
using Xunit;

namespace AsyncJobs.Sam.Tests.Writing;

/// <summary>The queue by which settle is told to look at a job later.</summary>
public sealed class QueueTests
{
    private const string Queue = "SampleJobQueue";
    private const string Source = "SampleJobQueueSource";

    [Theory]
    [InlineData("serverless.template")]
    [InlineData("template.yaml")]
    public void An_application_gets_a_queue_that_settle_serves(string name)
    {
        using Workbench bench = new(name);

        bench.Write([JobAssembly.Job(), JobAssembly.Job("other", "/other")]);

        AssertJson("""{ "SqsManagedSseEnabled": true, "VisibilityTimeout": 540, "MessageRetentionPeriod": 1209600 }""", bench.Properties(Queue));
        AssertJson(
            """
            { "EventSourceArn": { "Fn::GetAtt": [ "SampleJobQueue", "Arn" ] }, "FunctionName": { "Ref": "SampleJobSettle" }, "BatchSize": 1,
              "FunctionResponseTypes": [ "ReportBatchItemFailures" ], "ScalingConfig": { "MaximumConcurrency": 5 } }
            """,
            bench.Properties(Source));
        Assert.Single(bench.Resources, resource => resource.Value!["Type"]!.ToString() == "AWS::SQS::Queue");
    }

    [Fact]
    public void A_message_comes_again_only_when_settle_cannot_be_at_it_any_more()
    {
        using Workbench bench = new();
        bench.Write([JobAssembly.Job()]);

        // https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html
        int timeout = bench.Properties("SampleJobSettle")["Timeout"]!.GetValue<int>();
        Assert.True(bench.Properties(Queue)["VisibilityTimeout"]!.GetValue<int>() >= 6 * timeout);
    }

    [Fact]
    public void Workers_and_settle_know_the_queue_and_may_do_there_what_they_need()
    {
        using Workbench bench = Workbench.PerJob();
        bench.Write([JobAssembly.Job(more: "\"hasState\":true")]);

        Assert.All(["SampleSummariesWorker", "SampleJobSettle"], id => AssertJson("""{ "Ref": "SampleJobQueue" }""", VariableOf(bench, id)));
        Assert.All(["SampleSummariesAccept", "SampleJobStatus"], id => Assert.Null(VariableOf(bench, id)));
        AssertJson("""[ "sqs:SendMessage" ]""", ActionsOf(bench, "SampleSummariesWorker"));
        AssertJson(
            """[ "sqs:SendMessage", "sqs:ChangeMessageVisibility", "sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes" ]""",
            ActionsOf(bench, "SampleJobSettle"));
        Assert.All(["SampleSummariesAccept", "SampleJobStatus"], id => Assert.Null(ActionsOf(bench, id)));

        // SAM gives the role of a function with such an event a managed policy for all queues.
        Assert.DoesNotContain("\"SQS\"", bench.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("serverless.template")]
    [InlineData("template.yaml")]
    public void Left_out_nothing_of_it_stays_and_it_can_come_back(string name)
    {
        using Workbench bench = new(name);
        bench.Write([JobAssembly.Job()]);
        string with = bench.Text;

        Assert.Equal((0, ""), (bench.Write([JobAssembly.Job()], "--queue", "false"), bench.Errors));

        Assert.DoesNotContain("sqs", bench.Text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("QUEUE", bench.Text, StringComparison.OrdinalIgnoreCase);
        bench.Write([JobAssembly.Job()]);
        AssertJson(TextOf(with), bench.Value);

        static string TextOf(string text) => Documents.TemplateDocument.Parse(text, false).Root.Value!.ToJsonString();
    }

    [Theory]
    [InlineData("serverless.template")]
    [InlineData("template.yaml")]
    public void A_template_from_before_the_queue_gets_it_beside_a_persons_edits(string name)
    {
        using Workbench bench = new(name);
        bench.Write([JobAssembly.Job()], "--queue", "false");
        bench.Text = bench.Text.Replace("Timeout: 60", "Timeout: 61", StringComparison.Ordinal).Replace("\"Timeout\": 60", "\"Timeout\": 61", StringComparison.Ordinal);

        bench.Write([JobAssembly.Job()]);

        Assert.NotNull(bench.Resources[Queue]);
        Assert.NotNull(VariableOf(bench, "SampleSummariesWorker"));
        Assert.Equal("61", bench.Properties("SampleSummariesWorker")["Timeout"]!.ToString());
    }

    [Theory]
    [InlineData("serverless.template")]
    [InlineData("template.yaml")]
    public void What_a_person_changes_in_it_stays(string name)
    {
        using Workbench bench = new(name);
        bench.Write([JobAssembly.Job()]);
        bench.Text = bench.Text
            .Replace("MessageRetentionPeriod: 1209600", "MessageRetentionPeriod: 86400", StringComparison.Ordinal)
            .Replace("\"MessageRetentionPeriod\": 1209600", "\"MessageRetentionPeriod\": 86400, \"KmsMasterKeyId\": \"alias/mine\"", StringComparison.Ordinal)
            .Replace("SqsManagedSseEnabled: true", "KmsMasterKeyId: alias/mine", StringComparison.Ordinal)
            .Replace("\"SqsManagedSseEnabled\": true,", "", StringComparison.Ordinal)
            .Replace("MaximumConcurrency: 5", "MaximumConcurrency: 50", StringComparison.Ordinal)
            .Replace("\"MaximumConcurrency\": 5", "\"MaximumConcurrency\": 50", StringComparison.Ordinal);
        string edited = bench.Text;

        bench.Write([JobAssembly.Job()]);

        Assert.Equal(edited, bench.Text);
        Assert.Equal("86400", bench.Properties(Queue)["MessageRetentionPeriod"]!.ToString());
        Assert.Equal("50", bench.Properties(Source)["ScalingConfig"]!["MaximumConcurrency"]!.ToString());
        Assert.Null(bench.Properties(Queue)["SqsManagedSseEnabled"]);
    }

    [Fact]
    public void Assemblies_of_one_template_have_queues_of_their_own()
    {
        using Workbench bench = new();
        bench.WriteAs("First", [JobAssembly.Job("one", "/one")]);
        bench.WriteAs("Second", [JobAssembly.Job("two", "/two")]);

        Assert.Equal("FirstJobQueue", VariableOf(bench, "FirstOneWorker")!["Ref"]!.ToString());
        Assert.Equal("SecondJobQueue", VariableOf(bench, "SecondTwoWorker")!["Ref"]!.ToString());
        Assert.Equal("SecondJobSettle", bench.Properties("SecondJobQueueSource")["FunctionName"]!["Ref"]!.ToString());
    }

    [Fact]
    public void The_last_job_takes_it_with_it()
    {
        using Workbench bench = new();
        bench.Write([JobAssembly.Job()]);

        bench.Write([]);

        Assert.Equal(["AsyncJobsTable"], bench.Resources.Select(resource => resource.Key));
    }

    [Fact]
    public void A_manifest_has_it_by_name()
    {
        using Workbench bench = Workbench.PerJob();

        Assert.Equal(0, bench.Run("manifest", "--assembly", JobAssembly.Write(bench.Folder, "Sample", JobAssembly.Job()), "--prefix", "shop"));

        JsonObject manifest = JsonNode.Parse(bench.Output)!.AsObject();
        AssertJson(
            """{ "name": "shop-job-queue", "urlVariable": "ASYNCJOBS_QUEUE", "visibilityTimeoutSeconds": 540, "messageRetentionSeconds": 1209600 }""", manifest["queue"]);
        AssertJson(
            """{ "queue": "shop-job-queue", "batchSize": 1, "maximumConcurrency": 5, "functionResponseType": "ReportBatchItemFailures" }""",
            manifest["functions"]!["settle"]!["source"]);
        AssertJson("""{ "actions": [ "sqs:SendMessage" ], "queue": "shop-job-queue" }""", PermissionOf("summaries-work"));
        AssertJson(
            """
            { "actions": [ "sqs:SendMessage", "sqs:ChangeMessageVisibility", "sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes" ], "queue": "shop-job-queue" }
            """,
            PermissionOf("settle"));
        Assert.All(["summaries-accept", "status"], key => Assert.Null(PermissionOf(key)));

        JsonNode? PermissionOf(string key) => manifest["functions"]![key]!["permissions"]!.AsArray().SingleOrDefault(permission => permission!["queue"] is not null);
    }

    [Fact]
    public void A_manifest_without_it_says_nothing_of_it()
    {
        using Workbench bench = new();

        bench.Run("manifest", "--assembly", JobAssembly.Write(bench.Folder, "Sample", JobAssembly.Job()), "--queue", "false");

        Assert.DoesNotContain("queue", bench.Output, StringComparison.OrdinalIgnoreCase);
    }

    private static JsonNode? VariableOf(Workbench bench, string id) => bench.Properties(id)["Environment"]!["Variables"]!["ASYNCJOBS_QUEUE"];

    private static JsonNode? ActionsOf(Workbench bench, string id) => bench.Properties(id)["Policies"]![0]!["Statement"]!.AsArray()
        .SingleOrDefault(statement => statement!["Resource"]!["Fn::GetAtt"]?[0]?.ToString() == Queue)?["Action"];

    private static void AssertJson(string expected, JsonNode? actual) => Assert.Equal(Canonical.Of(JsonNode.Parse(expected)), Canonical.Of(actual));
}
