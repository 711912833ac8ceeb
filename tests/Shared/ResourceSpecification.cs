using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Xunit;

namespace AsyncJobs.Tests;

/// <summary>
/// CloudFormation's public specification of its resources, which test.sh installs. One process reads it for all tests of an assembly: that takes far longer than to check a template.
/// </summary>
internal static class ResourceSpecification
{
    private static readonly SemaphoreSlim s_turn = new(1);

    private static Process? s_node;

    /// <summary>Checks a template. Without the specification the test is skipped, and fails under CI=true.</summary>
    /// <param name="script">The path of tests/Sam.Tests/Specification/validate.mjs.</param>
    /// <param name="template">The template.</param>
    /// <returns>Its faults, one a line.</returns>
    public static async Task<string> ValidateAsync(string script, JsonNode template)
    {
        const string missing = "ASYNCJOBS_SPECIFICATION is not set; test.sh installs CloudFormation's specification and sets it.";
        string? folder = Environment.GetEnvironmentVariable("ASYNCJOBS_SPECIFICATION");
        if (folder is null && Environment.GetEnvironmentVariable("CI") == "true")
            throw new InvalidOperationException(missing);
        Assert.SkipWhen(folder is null, missing);

        await s_turn.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            // It ends with this process, which closes its standard input.
            s_node ??= Process.Start(new ProcessStartInfo("node", [script, folder!]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
            await s_node.StandardInput.WriteLineAsync(template.ToJsonString());
            await s_node.StandardInput.FlushAsync(TestContext.Current.CancellationToken);
            string answer = await s_node.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) ?? throw new InvalidOperationException($"{script} has ended; what it said is in the output of the test run.");
            return string.Join('\n', JsonSerializer.Deserialize<string[]>(answer)!);
        }
        finally
        {
            s_turn.Release();
        }
    }
}
