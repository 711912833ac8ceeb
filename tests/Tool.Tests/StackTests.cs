using System.Text;
using AsyncJobs.Tests;
using AsyncJobs.Tests.Deployed;
using AsyncJobs.Tool.Tests.Running;
using Xunit;

namespace AsyncJobs.Tool.Tests;

/// <summary>The command against a stack: CloudFormation and Lambda are endpoints that speak their protocols.</summary>
public sealed class StackTests(DynamoDbLocal dynamoDb)
{
    [Fact]
    public async Task A_stack_knows_the_table_and_the_function()
    {
        await using Deployment deployment = await Deployment.StartAsync(dynamoDb);
        string id = (await deployment.FailAsync(1))[0];

        ToolResult listed = await RunAsync(deployment, "list", "--json");
        ToolResult retried = await RunAsync(deployment, "retry", id);

        Assert.Equal((0, 0), (listed.ExitCode, retried.ExitCode));
        Assert.Equal(id, Assert.Single(listed.Json).GetProperty("id").GetString());
        Assert.Matches($"^Job [0-9a-z]{{26}} runs job {id} again\\.\n$", retried.Output);
        Assert.Empty(deployment.Aws.Faults);

        // All pages were read, each with the token of the one before.
        Assert.Equal(["", "page/=1", "page/=2"], deployment.Aws.Forms.Take(3).Select(static form => form.TryGetValue("NextToken", out var token) ? token.ToString() : ""));
        Assert.All(deployment.Aws.Forms, static form => Assert.Equal(FakeAws.Stack, form["StackName"]));
    }

    [Theory]
    [InlineData("ShopJobHttp", FakeAws.StatusFunction)]
    [InlineData("http1B3C", "shop-http")]
    public async Task A_function_that_answers_all_requests_is_found(string id, string name)
    {
        await using Deployment deployment = await Deployment.StartAsync(dynamoDb);
        string job = (await deployment.FailAsync(1))[0];
        deployment.Aws.Functions[name] = deployment.Aws.Functions[FakeAws.StatusFunction];
        deployment.Aws.Resources.RemoveAll(static resource => resource.Item2 == FakeAws.StatusFunction);
        deployment.Aws.Resources.Add((id, name, "AWS::Lambda::Function"));
        deployment.Aws.Resources.Add((id + "2", name + "-2", "AWS::Lambda::Function"));

        ToolResult retried = await RunAsync(deployment, "retry", job);

        Assert.Matches($"^Job [0-9a-z]{{26}} runs job {job} again\\.\n$", retried.Output);
    }

    [Fact]
    public async Task What_the_manifest_names_is_found_too()
    {
        await using Deployment deployment = await Deployment.StartAsync(dynamoDb);
        await deployment.FailAsync(1);
        deployment.Aws.Resources.Clear();
        deployment.Aws.Resources.AddRange(
        [
            ("Jobs8F2A", deployment.Table + "-jobs", "AWS::DynamoDB::Table"),
            ("status1B3C", "shop-status", "AWS::Lambda::Function"),
            ("settle1B3C", "shop-settle", "AWS::Lambda::Function"),
        ]);

        ToolResult result = await RunAsync(deployment, "list");

        Assert.Contains($"the table '{deployment.Table}-jobs' in eu-west-1", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_projects_can_be_looked_at_and_a_command_asks_which_function()
    {
        await using Deployment deployment = await Deployment.StartAsync(dynamoDb);
        string id = (await deployment.FailAsync(1))[0];
        deployment.Aws.Resources.Add(("StockJobStatus", "orders-StockJobStatus-5X", "AWS::Lambda::Function"));

        ToolResult listed = await RunAsync(deployment, "list", "--json");
        ToolResult unsure = await RunAsync(deployment, "retry", id);
        ToolResult named = await RunAsync(deployment, "retry", id, "--function", "ShopJobStatus");
        ToolResult wrong = await RunAsync(deployment, "retry", id, "--function", "Nope");

        Assert.Equal((0, 2, 0, 1), (listed.ExitCode, unsure.ExitCode, named.ExitCode, wrong.ExitCode));
        Assert.Contains($"{FakeAws.StatusFunction} (ShopJobStatus), orders-StockJobStatus-5X (StockJobStatus).", unsure.Error, StringComparison.Ordinal);
        Assert.Contains("has no function 'Nope'. It has: orders-ShopOrdersWorker-9Z (ShopOrdersWorker)", wrong.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_tables_are_refused_with_their_names()
    {
        await using Deployment deployment = await Deployment.StartAsync(dynamoDb);
        deployment.Aws.Resources.Clear();
        deployment.Aws.Resources.Add(("AsyncJobsTableA", "one", "AWS::DynamoDB::Table"));
        deployment.Aws.Resources.Add(("AsyncJobsTableB", "two", "AWS::DynamoDB::Table"));
        ToolResult two = await RunAsync(deployment, "list");
        deployment.Aws.Resources.Clear();
        deployment.Aws.Resources.Add(("Stock", "stock", "AWS::DynamoDB::Table"));
        ToolResult other = await RunAsync(deployment, "list");
        deployment.Aws.Resources.Clear();
        ToolResult none = await RunAsync(deployment, "list");

        Assert.Equal((1, 1, 1), (two.ExitCode, other.ExitCode, none.ExitCode));
        Assert.Contains("one (AsyncJobsTableA), two (AsyncJobsTableB).", two.Error, StringComparison.Ordinal);
        Assert.Contains("Name the one with the jobs with --table instead of --stack: stock (Stock).", other.Error, StringComparison.Ordinal);
        Assert.Contains("has no DynamoDB table, so it has no jobs.", none.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(400, "ExpiredToken", "The security token included in the request is expired", "The credentials for AWS have expired. Sign in again")]
    [InlineData(403, "InvalidClientTokenId", "The security token included in the request is invalid", "AWS does not accept the credentials.")]
    [InlineData(
        403, "AccessDenied", "User: arn:aws:iam::123456789012:user/anna is not authorized to perform: cloudformation:ListStackResources on resource: x",
        "You may not do this: the permission cloudformation:ListStackResources on the stack 'orders' is missing.")]
    [InlineData(400, "ValidationError", "Stack with id orders does not exist", "There is no stack of this name in eu-west-1: the stack 'orders'.")]
    [InlineData(400, "OptInRequired", "not \u001b[2Jsubscribed", "AWS does not accept the credentials.")]
    public async Task What_CloudFormation_refuses_is_said_with_its_remedy(int status, string code, string message, string expected)
    {
        await using Deployment deployment = await Deployment.StartAsync(dynamoDb);
        deployment.Aws.Refusal = (status, code, message.Replace('\u001b', '?'));

        ToolResult result = await RunAsync(deployment, "list");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains(expected, result.Error, StringComparison.Ordinal);
        Assert.Contains($"({code}, request id request-1)", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(403, "AccessDeniedException", "User is not authorized to perform: lambda:InvokeFunction on resource: x", "the permission lambda:InvokeFunction on the function 'f' is missing.")]
    [InlineData(403, "AccessDeniedException", "no", "the permission lambda:InvokeFunction on the function 'f' is missing.")]
    [InlineData(404, "ResourceNotFoundException", "Function not found", "There is no such thing as the function 'f' in eu-west-1.")]
    [InlineData(403, "ExpiredTokenException", "expired", "The credentials for AWS have expired.")]
    public async Task What_Lambda_refuses_is_said_with_its_remedy(int status, string code, string message, string expected)
    {
        await using Deployment deployment = await Deployment.StartAsync(dynamoDb);
        string id = (await deployment.FailAsync(1))[0];
        deployment.Aws.Refusal = (status, code, message);
        using ToolRun tool = deployment.Tool();

        ToolResult result = await tool.RunAsync("retry", id, "--table", deployment.Table, "--function", "f");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains(expected, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_function_that_fails_or_is_another_one_is_told_from_one_that_did_it()
    {
        await using Deployment deployment = await Deployment.StartAsync(dynamoDb);
        string id = (await deployment.FailAsync(1))[0];
        deployment.Aws.Functions[FakeAws.StatusFunction] = static _ =>
            Task.FromResult<ReadOnlyMemory<byte>>(Encoding.UTF8.GetBytes("""{"errorType":"Oops","errorMessage":"out of \u001b[31mluck"}"""));
        deployment.Aws.FunctionError = "Unhandled";
        ToolResult failed = await RunAsync(deployment, "retry", id);
        deployment.Aws.FunctionError = null;
        ToolResult another = await RunAsync(deployment, "retry", id);

        Assert.Equal((1, 1), (failed.ExitCode, another.ExitCode));
        Assert.Contains($"The function '{FakeAws.StatusFunction}' failed: Oops: out of \\u001B[31mluck", failed.Error, StringComparison.Ordinal);
        Assert.Contains("The function does not know this command.", another.Error, StringComparison.Ordinal);
    }

    private static async Task<ToolResult> RunAsync(Deployment deployment, params string[] args)
    {
        using ToolRun tool = deployment.Tool();
        return await tool.RunAsync([.. args, "--stack", FakeAws.Stack]);
    }
}
