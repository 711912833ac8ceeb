using AsyncJobs.Tests;
using Xunit;

namespace AsyncJobs.Smoke.Tests.Script;

/// <summary>The script deploys only what it was told to, and removes what it deployed, however the run ends.</summary>
public sealed class ScriptTests : IDisposable
{
    private readonly ScriptRun _run = new();

    public void Dispose() => _run.Dispose();

    [Fact]
    public async Task A_run_deploys_checks_and_removes_everything()
    {
        ScriptResult result = await _run.RunAsync([], "--yes");

        Assert.Equal((0, "3 passed, 0 failed, 1 skipped"), (result.ExitCode, result.LastLine));
        string stack = StackOf(result);
        string[] calls = [.. _run.Calls.SkipWhile(static call => !call.StartsWith("sam build", StringComparison.Ordinal))];
        Assert.Collection(
            calls,
            call => Assert.Equal("sam build --template template.yaml", call),
            call => Assert.Equal($"aws s3 mb s3://{stack}", call),
            call => Assert.StartsWith("sam deploy --config-file ", call, StringComparison.Ordinal),
            call => Assert.StartsWith($"aws cloudformation describe-stacks --stack-name {stack} ", call, StringComparison.Ordinal),
            call => Assert.EndsWith($"AsyncJobs.Smoke.dll --url https://api.example/ --stack {stack}", call, StringComparison.Ordinal),
            call => Assert.Equal($"aws cloudformation delete-stack --stack-name {stack}", call),
            call => Assert.Equal($"aws cloudformation wait stack-delete-complete --stack-name {stack}", call),
            call => Assert.StartsWith("aws s3api list-buckets ", call, StringComparison.Ordinal),
            call => Assert.Equal($"aws s3 rb s3://{stack} --force", call),
            call => Assert.Equal($"aws s3 rb s3://{stack}-asyncjobspayloads-1 --force", call),
            call => Assert.StartsWith("aws logs describe-log-groups ", call, StringComparison.Ordinal),
            call => Assert.Equal($"aws logs delete-log-group --log-group-name /aws/lambda/{stack}-Callers-1", call));
        Assert.Empty(_run.Left);
    }

    [Fact]
    public async Task Secrets_are_made_for_each_run_and_stand_in_no_command_line()
    {
        await _run.RunAsync([], "--yes");
        string[] first = Secrets();
        await _run.RunAsync([], "--yes");

        Assert.Equal(4, first.Length);
        Assert.Empty(first.Intersect(Secrets()));
        Assert.All(first, secret => Assert.DoesNotContain(_run.Calls, call => call.Contains(secret, StringComparison.Ordinal)));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, _run.DeployFile.UnixFileMode);

        string[] Secrets() =>
            [.. File.ReadAllText(_run.DeployFile.FullName).Split("parameter_overrides = ")[1].Trim().Trim('"').Split(' ').Select(static pair => pair.Split('=', 2)[1])];
    }

    [Theory]
    [InlineData("STUB_SDKS=9.0.300", "Missing: The .NET 10 SDK: https://")]
    [InlineData("STUB_AWS=1.44.0", "Missing: The AWS CLI, version 2: https://")]
    [InlineData("STUB_SAM=127", "Missing: The SAM CLI: https://")]
    [InlineData("AWS_REGION=", "No region is set")]
    [InlineData("STUB_FAIL=sts", "AWS does not accept the credentials")]
    public async Task What_is_missing_is_named_before_anything_is_made(string setting, string message)
    {
        ScriptResult result = await _run.RunAsync([setting], "--yes");

        Assert.Equal(2, result.ExitCode);
        Assert.StartsWith(message, result.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain(_run.Calls, static call => call.StartsWith("dotnet new", StringComparison.Ordinal) || call.StartsWith("sam build", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Where_nobody_can_be_asked_nothing_is_deployed()
    {
        ScriptResult result = await _run.RunAsync([]);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("to the account 123456789012 in eu-central-1", result.Output, StringComparison.Ordinal);
        Assert.Contains("It costs a few cents at most.", result.Output, StringComparison.Ordinal);
        Assert.Contains("--yes", result.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain(_run.Calls, static call => call.StartsWith("sam build", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("STUB_DEPLOY=1", "1 passed, 1 failed, 0 skipped")]
    [InlineData("STUB_FAIL=cloudformation describe-stacks", "1 passed, 1 failed, 0 skipped")]
    [InlineData("STUB_CHECKS=134", "3 passed, 1 failed, 1 skipped")]
    public async Task Whatever_fails_the_stack_is_removed(string setting, string lastLine)
    {
        ScriptResult result = await _run.RunAsync([setting], "--yes");

        Assert.Equal((1, lastLine), (result.ExitCode, result.LastLine));
        Assert.Contains($"aws cloudformation wait stack-delete-complete --stack-name {StackOf(result)}", _run.Calls);
        Assert.Empty(_run.Left);
    }

    [Fact]
    public async Task Checks_that_failed_fail_the_run()
    {
        ScriptResult result = await _run.RunAsync(["STUB_SUMMARY=15 passed, 2 failed, 0 skipped", "STUB_CHECKS=1"], "--yes");

        Assert.Equal((1, "16 passed, 2 failed, 0 skipped"), (result.ExitCode, result.LastLine));
    }

    [Theory]
    [InlineData("STUB_FAIL=cloudformation wait", "The stack ")]
    [InlineData("STUB_FAIL=s3 rb", "The bucket ")]
    [InlineData("STUB_FAIL=s3api list-buckets", "Buckets, if there are any")]
    [InlineData("STUB_FAIL=logs delete-log-group", "The log group ")]
    public async Task What_cannot_be_removed_is_named_and_everything_else_is_removed(string setting, string left)
    {
        ScriptResult result = await _run.RunAsync([setting], "--yes");

        Assert.Equal((1, "2 passed, 1 failed, 1 skipped"), (result.ExitCode, result.LastLine));
        Assert.Contains("  " + left, result.Errors, StringComparison.Ordinal);
        Assert.Contains($"smoke/run --remove {StackOf(result)}", result.Errors, StringComparison.Ordinal);
        Assert.Contains(_run.Calls, static call => call.StartsWith("aws logs describe-log-groups ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(HostProcess.Interrupt, 130)]
    [InlineData(HostProcess.Terminate, 143)]
    public async Task A_run_that_is_interrupted_removes_what_it_deployed(int signal, int exitCode)
    {
        // As the leader of a process group, as a terminal starts it.
        await using HostProcess process = _run.Start(["STUB_DEPLOY_HANGS=1", "setsid"], "--yes");
        Task<int> exit = process.WaitForExitAsync(TestContext.Current.CancellationToken);
        while (!exit.IsCompleted && !_run.DeployFile.Exists)
            await Task.Delay(20, TestContext.Current.CancellationToken);

        process.SignalGroup(signal);

        Assert.Equal(exitCode, await exit);
        Assert.Contains(_run.Calls, static call => call.StartsWith("aws cloudformation wait stack-delete-complete ", StringComparison.Ordinal));
        Assert.EndsWith("\n1 passed, 1 failed, 0 skipped\n", process.Output, StringComparison.Ordinal);
        Assert.Empty(_run.Left);
    }

    [Fact]
    public async Task What_is_kept_can_be_removed_by_its_name()
    {
        ScriptResult kept = await _run.RunAsync([], "--yes", "--keep");
        string stack = StackOf(kept);
        Assert.Equal((0, "2 passed, 0 failed, 1 skipped"), (kept.ExitCode, kept.LastLine));
        Assert.Contains($"smoke/run --remove {stack}", kept.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(_run.Calls, static call => call.Contains("delete-stack", StringComparison.Ordinal));
        Assert.Single(_run.Left);

        ScriptResult removed = await _run.RunAsync([], "--remove", stack);

        Assert.Equal((0, "Removed."), (removed.ExitCode, removed.LastLine));
        Assert.Contains($"aws cloudformation delete-stack --stack-name {stack}", _run.Calls);
        Assert.Contains($"aws s3 rb s3://{stack}-asyncjobspayloads-1 --force", _run.Calls);
    }

    [Theory]
    [InlineData("production")]
    [InlineData("asyncjobs-smoke-")]
    [InlineData("asyncjobs-smoke-0123456789ab-or-more")]
    public async Task Nothing_is_removed_that_has_another_name(string name)
    {
        ScriptResult result = await _run.RunAsync([], "--remove", name);

        Assert.Equal(2, result.ExitCode);
        Assert.Empty(_run.Calls);
    }

    [Theory]
    [InlineData("--loca")]
    [InlineData("--remove")]
    public async Task What_is_no_option_is_one_line_and_2(string option)
    {
        ScriptResult result = await _run.RunAsync([], option);

        Assert.Equal(2, result.ExitCode);
        Assert.Single(result.Errors.TrimEnd('\n').Split('\n'));
        Assert.Empty(_run.Calls);
    }

    private static string StackOf(ScriptResult result) => result.Output.Split("This deploys the stack ")[1].Split(' ')[0];
}
