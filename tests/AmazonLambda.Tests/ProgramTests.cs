using System.Diagnostics;
using System.Reflection;
using System.Text;
using AsyncJobs.Tests;

namespace AsyncJobs.AmazonLambda.Tests;

/// <summary>One program that is functions of Annotations and functions of jobs, each in a process of its own.</summary>
public sealed class ProgramTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task The_main_of_annotations_runs_its_functions() =>
        Assert.Equal("\"Hello, Ada\"", await InvokeAsync("ANNOTATIONS_HANDLER", "Greet", "\"Ada\""));

    [Fact]
    public async Task The_same_program_runs_the_functions_of_jobs() =>
        Assert.Contains(
            "\"statusCode\":404",
            await InvokeAsync(
                "ASYNCJOBS_HANDLER",
                "http",
                "{\"version\":\"2.0\",\"routeKey\":\"$default\",\"rawPath\":\"/nowhere\",\"rawQueryString\":\"\",\"headers\":{},"
                + "\"requestContext\":{\"stage\":\"$default\",\"http\":{\"method\":\"GET\",\"path\":\"/nowhere\"}},\"isBase64Encoded\":false}"),
            StringComparison.Ordinal);

    private static async Task<string> InvokeAsync(string variable, string handler, string payload)
    {
        string program = typeof(ProgramTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(static data => data.Key == "Program").Value!;
        await using FakeRuntimeApi api = new();
        ProcessStartInfo start = new("dotnet", [program])
        {
            Environment =
            {
                ["AWS_LAMBDA_RUNTIME_API"] = api.Address,
                ["AWS_REGION"] = "eu-west-1",
                ["ASYNCJOBS_TABLE"] = "jobs",
                [variable] = handler,
            },
        };
        using Process process = Process.Start(start)!;
        try
        {
            Task<FakeRuntimeApi.Reply> reply = api.InvokeAsync(Encoding.UTF8.GetBytes(payload));
            Task ended = process.WaitForExitAsync(TestContext.Current.CancellationToken);
            Task first = await Task.WhenAny(reply, ended).WaitAsync(s_patience, TestContext.Current.CancellationToken);
            Assert.True(first == reply, "The program ended instead of taking the event.");
            Assert.False((await reply).IsError);
            return Encoding.UTF8.GetString((await reply).Body);
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync(CancellationToken.None);
        }
    }
}
