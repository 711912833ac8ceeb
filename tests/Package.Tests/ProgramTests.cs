using AsyncJobs.Package.Tests.Consumers;
using AsyncJobs.Package.Tests.Packing;
using AsyncJobs.Tests;
using Xunit;

namespace AsyncJobs.Package.Tests;

/// <summary>A program of somebody who added the packages.</summary>
public sealed class ProgramTests(PackageFeed feed)
{
    [Fact]
    public async Task It_builds_without_a_warning_for_each_framework_and_runs_its_jobs()
    {
        using Consumer consumer = new(feed);
        consumer.WriteProgram("Turner", "net8.0;net10.0");
        await consumer.DotNetAsync("build", "Turner");
        Assert.True(File.Exists(consumer.File("Turner", "bin", "Debug", "net8.0", "Turner.dll")));

        string result = await RunningJobs.RunAsync(
            HostProcess.DotNet, [consumer.File("Turner", "bin", "Debug", "net10.0", "Turner.dll")], "/turned", """{"text":"abc"}""");
        Assert.Equal("""{"text":"cba"}""", result);
    }

    [Fact]
    public async Task It_shows_each_diagnostic_once()
    {
        using Consumer consumer = new(feed);
        consumer.WriteProgram("Turner", "net10.0", "<WarningsNotAsErrors>AJ1001</WarningsNotAsErrors>");
        consumer.Write(
            "Turner/Faults.cs",
            """
            using AsyncJobs;

            namespace Turner;

            public static class Faults
            {
                public static HttpClient Client { get; } = new() { Timeout = TimeSpan.FromSeconds(10) };

                [AsyncJob("POST turned-again")]
                public static void Turn()
                {
                }
            }
            """);
        (int exitCode, string output) = await consumer.TryDotNetAsync("build", "Turner");
        Assert.True(exitCode != 0, output);

        // The summary repeats what was shown.
        string shown = output[..output.IndexOf("Build FAILED.", StringComparison.Ordinal)];
        string[] found = [.. shown.Split('\n').Where(line => line.Contains(" AJ", StringComparison.Ordinal))];
        Assert.Collection(
            found.Order(StringComparer.Ordinal),
            line => Assert.Contains("Faults.cs(7,", line, StringComparison.Ordinal),
            line => Assert.Contains("Faults.cs(9,", line, StringComparison.Ordinal));
        Assert.Single(found, line => line.Contains("warning AJ1001", StringComparison.Ordinal));
    }

    [Fact]
    public async Task It_publishes_what_runs_and_nothing_of_what_builds()
    {
        using Consumer consumer = new(feed);
        consumer.WriteProgram("Turner", "net10.0");
        await consumer.DotNetAsync("publish", "Turner", "--output", consumer.File("published"));

        string[] expected =
        [
            "AsyncJobs.Local.dll", "AsyncJobs.dll",
            OperatingSystem.IsWindows() ? "Turner.exe" : "Turner", "Turner.deps.json", "Turner.dll", "Turner.pdb", "Turner.runtimeconfig.json",
        ];
        Assert.Equal(
            expected.Order(StringComparer.Ordinal),
            FilesOf(consumer.File("published")).Where(file => !IsOfAws(file)));

        // What stands in for the local host.
        Assert.InRange(new FileInfo(consumer.File("published", "AsyncJobs.Local.dll")).Length, 1, 32 * 1024);
        Assert.Equal(
            (1, "This program was published for AWS Lambda, without the local host. "
                + "Run its project with 'dotnet run', or publish it with -p:AsyncJobsPublishLocal=true."),
            await RunAsync(consumer.File("published", "Turner.dll"), new Dictionary<string, string>()));

        // On Lambda it is a function, which gets as far as to look for its API.
        (int exitCode, string errors) = await RunAsync(
            consumer.File("published", "Turner.dll"), new Dictionary<string, string> { ["AWS_LAMBDA_RUNTIME_API"] = "127.0.0.1:1" });
        Assert.NotEqual(0, exitCode);
        Assert.Contains("AsyncJobs.Hosting.LambdaHost.Run", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_publishes_the_local_host_for_whoever_asks_for_it()
    {
        using Consumer consumer = new(feed);
        consumer.WriteProgram("Turner", "net10.0", "<AsyncJobsPublishLocal>true</AsyncJobsPublishLocal>");
        await consumer.DotNetAsync("publish", "Turner", "--output", consumer.File("published"));

        string result = await RunningJobs.RunAsync(HostProcess.DotNet, [consumer.File("published", "Turner.dll")], "/turned", """{"text":"abc"}""");

        Assert.Equal("""{"text":"cba"}""", result);
    }

    [Fact]
    public async Task It_publishes_to_native_code_that_runs_its_jobs_also_with_clients_of_their_own()
    {
        using Consumer consumer = new(feed);
        consumer.WriteProgram(
            "Turner",
            "net10.0",
            "<PublishAot>true</PublishAot><RuntimeIdentifier>linux-x64</RuntimeIdentifier><InvariantGlobalization>true</InvariantGlobalization>",
            "AsyncJobs.Direct");
        consumer.Write(
            "Turner/Calling.cs",
            """
            using System.Net;
            using AsyncJobs;

            namespace Turner;

            public static class Calling
            {
                private static readonly KnownReply s_reply = new();
                private static readonly HttpClient s_client = new(new BudgetHandler("known", s_reply));

                [AsyncJob("POST /called")]
                public static async Task<Words> Call(Words words, JobContext job)
                {
                    using HttpResponseMessage response = await s_client.PostAsync("http://known.example/", new StringContent(words.Text), job.CancellationToken);
                    string text = await response.Content.ReadAsStringAsync(job.CancellationToken);
                    return new Words(text + (ReferenceEquals(response.Content, s_reply.Content) ? " unbounded" : " bounded"));
                }

                private sealed class KnownReply : HttpMessageHandler
                {
                    public HttpContent Content { get; } = new StringContent("headers");

                    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
                        Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = Content });
                }
            }
            """);
        string output = await consumer.DotNetAsync("publish", "Turner", "--output", consumer.File("published"), $"-p:CppCompilerAndLinker={NativeLinker.Name}", "-p:AsyncJobsPublishLocal=true");
        Assert.DoesNotContain("warning ", output, StringComparison.Ordinal);

        // What is deployed is what runs: the program, under the name that Lambda's own runtime for such programs asks for, too, and its symbols as
        // the SDK publishes them.
        Assert.Equal(["Turner", "Turner.dbg", "bootstrap"], FilesOf(consumer.File("published")));

        string turner = consumer.File("published", "Turner");
        Assert.Equal("""{"text":"cba"}""", await RunningJobs.RunAsync(turner, [], "/turned", """{"text":"abc"}"""));
        Assert.Equal("""{"text":"cba"}""", await RunningJobs.RunAsync(turner, ["--isolated"], "/turned", """{"text":"abc"}"""));
        Assert.Equal("""{"text":"headers bounded"}""", await RunningJobs.RunAsync(turner, [], "/called", """{"text":"abc"}"""));
    }

    private static async Task<(int ExitCode, string Errors)> RunAsync(string program, IReadOnlyDictionary<string, string> variables)
    {
        await using HostProcess process = HostProcess.Start(HostProcess.DotNet, variables, program);
        int exitCode = await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (exitCode, process.Errors.Trim());
    }

    // The AWS SDK, and what its versions need.
    private static bool IsOfAws(string file) => file is "System.IO.Hashing.dll" || (file.StartsWith("AWSSDK.", StringComparison.Ordinal) && file.EndsWith(".dll", StringComparison.Ordinal));

    private static string[] FilesOf(string folder) =>
        [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(folder, file)).Order(StringComparer.Ordinal)];
}
