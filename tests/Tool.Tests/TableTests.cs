using AsyncJobs.Storage;
using AsyncJobs.Tests;
using AsyncJobs.Tests.Deployed;
using AsyncJobs.Tool.Tests.Running;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Xunit;

namespace AsyncJobs.Tool.Tests;

/// <summary>The command against a table of the real DynamoDB Local.</summary>
public sealed class TableTests(DynamoDbLocal dynamoDb)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Jobs_are_listed_by_the_index_without_a_word_of_its_price()
    {
        await using Deployment deployment = await Deployment.StartAsync(dynamoDb);
        string[] failed = await deployment.FailAsync(2);
        string waiting = await deployment.OrderAsync("tea");

        ToolResult all = await RunAsync(deployment, "list", "--json");
        ToolResult some = await RunAsync(deployment, "list", "--json", "--status", "FAILED", "--since", "1h");
        ToolResult one = await RunAsync(deployment, "list", "--json", "--limit", "1");

        Assert.Equal([waiting, .. failed.Reverse()], all.Json.Select(static job => job.GetProperty("id").GetString()!));
        Assert.Equal(failed.Reverse(), some.Json.Select(static job => job.GetProperty("id").GetString()!));
        Assert.Equal(waiting, Assert.Single(one.Json).GetProperty("id").GetString());
        Assert.Contains("There are more than these 1", one.Error, StringComparison.Ordinal);
        Assert.Equal("", all.Error);
    }

    [Fact]
    public async Task A_list_without_an_index_says_once_what_it_costs()
    {
        await using Deployment deployment = await Deployment.StartAsync(dynamoDb, DynamoDbTableIndexes.None);
        await deployment.FailAsync(1);

        ToolResult result = await RunAsync(deployment, "list", "--json");

        Assert.Equal("FAILED", Assert.Single(result.Json).GetProperty("status").GetString());
        Assert.Single(result.Error.Split('\n'), static line => line.Contains("reads it whole", StringComparison.Ordinal));
        Assert.Matches(@"reads it whole: \d+ KB, 1 read unit, less than \$0\.01 on demand in us-east-1\. AsyncJobsListAll adds the index\.", result.Error);
    }

    [Fact]
    public async Task Without_a_function_jobs_can_be_seen_and_not_touched()
    {
        await using Deployment deployment = await Deployment.StartAsync(dynamoDb);
        string id = (await deployment.FailAsync(1))[0];

        ToolResult shown = await RunAsync(deployment, "show", id);
        ToolResult retried = await RunAsync(deployment, "retry", id);
        ToolResult tried = await RunAsync(deployment, "retry", id, "--dry-run");
        ToolResult allTried = await RunAsync(deployment, "retry", "--status", "FAILED", "--dry-run");

        Assert.Equal((0, 2), (shown.ExitCode, retried.ExitCode));
        Assert.Equal((0, 0), (tried.ExitCode, allTried.ExitCode));
        Assert.Equal($"{id}  order  would be run again\n", tried.Output);
        Assert.Equal(tried.Output, allTried.Output);
        Assert.Matches("Error +12345: nothing was ordered", shown.Output);
        Assert.Contains("Name it with --function, or name the --stack", retried.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_a_function_it_does_what_is_asked()
    {
        await using Deployment deployment = await Deployment.StartAsync(dynamoDb);
        string waiting = await deployment.OrderAsync("tea");

        ToolResult cancelled = await RunAsync(deployment, "cancel", waiting, "--function", FakeAws.StatusFunction);
        ToolResult watched = await RunAsync(deployment, "watch", waiting);
        ToolResult retried = await RunAsync(deployment, "retry", waiting, "--json", "--function", FakeAws.StatusFunction);
        await deployment.WorkAsync();
        ToolResult shown = await RunAsync(deployment, "show", retried.Json[0].GetProperty("retriedBy").GetString()!, "--json");

        Assert.Equal((0, 5, 0, 0), (cancelled.ExitCode, watched.ExitCode, retried.ExitCode, shown.ExitCode));
        Assert.Equal(("SUCCEEDED", "tea", waiting), (shown.Json[0].GetProperty("status").GetString(), shown.Json[0].GetProperty("result").GetString(), shown.Json[0].GetProperty("retryOf").GetString()));
        Assert.Empty(deployment.Aws.Faults);
    }

    [Fact]
    public async Task A_table_that_is_not_there_or_not_of_jobs_is_refused_by_name()
    {
        await using Deployment deployment = await Deployment.StartAsync(dynamoDb);
        using IAmazonDynamoDB client = dynamoDb.CreateClient();
        string other = "other-" + Guid.NewGuid().ToString("N");
        await client.CreateTableAsync(
            new CreateTableRequest
            {
                TableName = other,
                BillingMode = BillingMode.PAY_PER_REQUEST,
                KeySchema = [new KeySchemaElement("pk", KeyType.HASH)],
                AttributeDefinitions = [new AttributeDefinition("pk", ScalarAttributeType.S)],
            },
            Token);
        using ToolRun tool = deployment.Tool();
        using ToolRun second = deployment.Tool();

        ToolResult missing = await tool.RunAsync("list", "--table", "no-such-table");
        ToolResult notOfJobs = await second.RunAsync("list", "--table", other);

        Assert.Equal((1, 1), (missing.ExitCode, notOfJobs.ExitCode));
        Assert.Contains("There is no such thing as the table 'no-such-table' in eu-west-1. Check the name, --region and --profile.", missing.Error, StringComparison.Ordinal);
        Assert.Contains($"The table '{other}' is not one of AsyncJobs: its key is pk, and not id.", notOfJobs.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_DynamoDB_that_does_not_answer_is_said_to_be_out_of_reach()
    {
        using ToolRun tool = new();

        ToolResult result = await tool.RunAsync("list", "--table", "a", "--endpoint", "http://127.0.0.1:1");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("AWS cannot be reached for the table 'a' in us-east-1:", result.Error, StringComparison.Ordinal);
    }

    private static async Task<ToolResult> RunAsync(Deployment deployment, params string[] args)
    {
        using ToolRun tool = deployment.Tool();
        return await tool.RunAsync([.. args, "--table", deployment.Table]);
    }
}
