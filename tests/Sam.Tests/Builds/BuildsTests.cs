using System.Diagnostics;
using System.Reflection;
using Xunit;

namespace AsyncJobs.Sam.Tests.Builds;

/// <summary>Real builds of a small project with the package's targets. The SDK writes the manifest here, as items of the project.</summary>
public sealed class BuildsTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("asyncjobs-build-");

    private static string Repository => Metadata("RepositoryRoot");

    private string Template => Path.Combine(_folder.FullName, "serverless.template");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_build_writes_the_template_once_and_again_when_there_is_a_reason()
    {
        WriteProject("<TargetFramework>net10.0</TargetFramework>", "one");
        (int code, string output) = await BuildAsync();
        Assert.True(code == 0, output);
        Assert.Contains("Shop -> " + Template, output, StringComparison.Ordinal);
        string text = await File.ReadAllTextAsync(Template, TestContext.Current.CancellationToken);
        Assert.Contains("ShopOneWorker", text, StringComparison.Ordinal);
        DateTime written = File.GetLastWriteTimeUtc(Template);

        (code, output) = await BuildAsync("-v:n", "--no-restore");
        Assert.True(code == 0 && output.Contains("Skipping target \"AsyncJobsWriteTemplate\"", StringComparison.Ordinal), output);
        Assert.Equal(written, File.GetLastWriteTimeUtc(Template));

        // A property is a reason, and so is a template that is gone.
        await BuildAsync("--no-restore", "-p:AsyncJobsTracing=true", "-p:AsyncJobsAuthorizer=Login", "-p:AsyncJobsOwner=custom:tenant/id", "-p:AsyncJobsPurge=true", "-p:AsyncJobsMaxUnfinishedPerOwner=20", "-p:AsyncJobsMaxStartsPerMinutePerOwner=100",
            "-p:AsyncJobsCorsOrigins=https://app.example.com%3Bhttp://localhost:5173");
        Assert.Contains("\"Tracing\": \"Active\"", await File.ReadAllTextAsync(Template, TestContext.Current.CancellationToken), StringComparison.Ordinal);
        string info = await File.ReadAllTextAsync(Path.Combine(_folder.FullName, "obj", "Debug", "net10.0", "Shop.AssemblyInfo.cs"), TestContext.Current.CancellationToken);
        Assert.Contains("\"AsyncJobs.Authorizer\", \"Login\"", info, StringComparison.Ordinal);
        Assert.Contains("\"AsyncJobs.Owner\", \"custom:tenant/id\"", info, StringComparison.Ordinal);
        Assert.Contains("\"AsyncJobs.Purge\", \"true\"", info, StringComparison.Ordinal);
        Assert.Contains("\"AsyncJobs.MaxUnfinishedPerOwner\", \"20\"", info, StringComparison.Ordinal);
        Assert.Contains("\"ASYNCJOBS_MAX_UNFINISHED_PER_OWNER\": \"20\"", await File.ReadAllTextAsync(Template, TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Contains("\"ASYNCJOBS_PURGE\": \"true\"", await File.ReadAllTextAsync(Template, TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Contains("\"ASYNCJOBS_OWNER\": \"custom:tenant/id\"", await File.ReadAllTextAsync(Template, TestContext.Current.CancellationToken), StringComparison.Ordinal);

        Assert.Contains("\"AsyncJobs.CorsOrigins\", \"https://app.example.com http://localhost:5173\"", info, StringComparison.Ordinal);
        Assert.Contains("\"ASYNCJOBS_CORS_ORIGINS\": \"https://app.example.com http://localhost:5173\"", await File.ReadAllTextAsync(Template, TestContext.Current.CancellationToken), StringComparison.Ordinal);

        // The assembly says it too, to whoever writes a manifest of it.
        string assembly = Path.Combine(_folder.FullName, "bin", "Debug", "net10.0", "Shop.dll");
        (code, output) = await RunAsync("exec", Metadata("TemplateProgram"), "manifest", "--assembly", assembly);
        Assert.True(code == 0 && output.Contains("\"ASYNCJOBS_OWNER\": \"custom:tenant/id\"", StringComparison.Ordinal), output);
        Assert.Contains("\"ASYNCJOBS_PURGE\": \"true\"", output, StringComparison.Ordinal);
        Assert.Contains("\"ASYNCJOBS_MAX_STARTS_PER_MINUTE_PER_OWNER\": \"100\"", output, StringComparison.Ordinal);
        Assert.Contains("\"ASYNCJOBS_CORS_ORIGINS\": \"https://app.example.com http://localhost:5173\"", output, StringComparison.Ordinal);
        File.Delete(Template);
        await BuildAsync("--no-restore");
        Assert.Equal(text, await File.ReadAllTextAsync(Template, TestContext.Current.CancellationToken));

        // What is wrong with it is an error of the build, at its place.
        await File.WriteAllTextAsync(Template, text.Replace("\"Resources\": {", "\"Resources\": [", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        (code, output) = await BuildAsync("--no-restore");
        Assert.NotEqual(0, code);
        Assert.Matches(@"serverless\.template\(\d+,\d+\): error AJ2004: ", output);
        (code, output) = await BuildAsync("--no-restore", "-p:AsyncJobsTemplate=false");
        Assert.True(code == 0, output);
    }

    [Theory]
    [InlineData("client id")]
    [InlineData(" ")]
    [InlineData("a%3Bb")]
    [InlineData("a|b")]
    [InlineData("'x")]
    public async Task An_owner_that_no_caller_can_have_ends_the_build_also_where_no_template_is_written(string owner)
    {
        WriteProject("<TargetFramework>net10.0</TargetFramework>", "one");

        (int code, string output) = await BuildAsync("-p:AsyncJobsOwner=" + owner, "-p:AsyncJobsTemplate=false");

        Assert.NotEqual(0, code);
        Assert.Contains("error AJ2001: AsyncJobsOwner must be none, iam-role, or the name of a claim", output, StringComparison.Ordinal);
        Assert.Contains("docs/rules/AJ2001.md", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("AsyncJobsPurge=yes", "AsyncJobsPurge must be true or false.")]
    [InlineData("AsyncJobsMaxUnfinishedPerOwner=1001", "AsyncJobsMaxUnfinishedPerOwner must be a whole number from 1 to 1000, or 0 for no limit.")]
    [InlineData("AsyncJobsMaxStartsPerMinutePerOwner=ten", "AsyncJobsMaxStartsPerMinutePerOwner must be a whole number from 1 to 10000, or 0 for no limit.")]
    [InlineData("AsyncJobsMaxStartsPerMinutePerOwner=10 -p:AsyncJobsOwner=None", "count the jobs of each owner, and AsyncJobsOwner is none")]
    public async Task A_setting_that_cannot_be_ends_the_build_also_where_no_template_is_written(string setting, string expected)
    {
        WriteProject("<TargetFramework>net10.0</TargetFramework>", "one");

        (int code, string output) = await BuildAsync([.. ("-p:" + setting).Split(' '), "-p:AsyncJobsTemplate=false"]);

        Assert.NotEqual(0, code);
        Assert.Contains("error AJ2001: ", output, StringComparison.Ordinal);
        Assert.Contains(expected, output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://app.example.com/")]
    [InlineData("https://app.example.com%3Bnull")]
    public async Task An_origin_that_no_browser_sends_ends_the_build_also_where_no_template_is_written(string origins)
    {
        WriteProject("<TargetFramework>net10.0</TargetFramework>", "one");

        (int code, string output) = await BuildAsync("-p:AsyncJobsCorsOrigins=" + origins, "-p:AsyncJobsTemplate=false");

        Assert.NotEqual(0, code);
        Assert.Contains($"error AJ2001: AsyncJobsCorsOrigins is '{origins.Replace("%3B", " ", StringComparison.Ordinal)}'; it must be * alone, or origins as browsers send them", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_several_frameworks_built_at_the_same_time_the_last_one_is_in_the_template()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "template.yaml"), "# ours\n", TestContext.Current.CancellationToken);
        WriteProject("<TargetFrameworks>net8.0;net10.0</TargetFrameworks>", "one");

        (int code, string output) = await BuildAsync("-m:4", "-p:AsyncJobsCorsOrigins=*");

        Assert.True(code == 0, output);
        string text = await File.ReadAllTextAsync(Path.Combine(_folder.FullName, "template.yaml"), TestContext.Current.CancellationToken);
        Assert.StartsWith("# ours\n", text, StringComparison.Ordinal);
        Assert.Contains("Runtime: dotnet10", text, StringComparison.Ordinal);
        Assert.DoesNotContain("dotnet8", text, StringComparison.Ordinal);
        Assert.Contains("ASYNCJOBS_CORS_ORIGINS: '*'", text, StringComparison.Ordinal);
        Assert.False(File.Exists(Template));
    }

    [Fact]
    public async Task A_project_of_tests_gets_no_template_unless_it_asks_for_one()
    {
        WriteProject("<TargetFramework>net10.0</TargetFramework><IsTestProject>true</IsTestProject>", "one");
        (int code, string output) = await BuildAsync();
        Assert.True(code == 0, output);
        Assert.False(File.Exists(Template));

        (code, output) = await BuildAsync("--no-restore", "-p:AsyncJobsTemplate=true");
        Assert.True(code == 0, output);
        Assert.True(File.Exists(Template));
    }

    [Fact]
    public async Task Programs_that_write_one_template_at_the_same_time_lose_nothing()
    {
        string[] assemblies = [.. Enumerable.Range(0, 6).Select(i => JobAssembly.Write(_folder.FullName, $"Shop{i}", JobAssembly.Job($"job{i}", $"/job{i}")))];

        (int Code, string Output)[] all = await Task.WhenAll(assemblies.Select(assembly =>
            RunAsync("exec", Metadata("TemplateProgram"), "write", "--assembly", assembly, "--template", Template, "--project", _folder.FullName)));

        Assert.All(all, run => Assert.True(run.Code == 0, run.Output));
        string text = await File.ReadAllTextAsync(Template, TestContext.Current.CancellationToken);
        Assert.All(Enumerable.Range(0, 6), i => Assert.Contains($"\"Shop{i}Job{i}Worker\"", text, StringComparison.Ordinal));
    }

    private static string Metadata(string key) =>
        typeof(BuildsTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == key).Value!;

    private void WriteProject(string frameworks, string job)
    {
        string Escaped(string json) => System.Security.SecurityElement.Escape(json.ReplaceLineEndings("").Replace("%", "%25", StringComparison.Ordinal))!;
        File.WriteAllText(
            Path.Combine(_folder.FullName, "Shop.csproj"),
            $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                {frameworks}
                <AsyncJobsTemplateProgram>{Metadata("TemplateProgram")}</AsyncJobsTemplateProgram>
                <NuGetAudit>false</NuGetAudit>
              </PropertyGroup>
              <ItemGroup>
                <AssemblyMetadata Include="AsyncJobs.Job" Value="{Escaped(JobAssembly.Job(job, "/" + job))}" />
                <AssemblyMetadata Include="AsyncJobs.App" Value="{Escaped(JobAssembly.App)}" />
              </ItemGroup>
              <Import Project="{Repository}src/Sam/build/AsyncJobs.Template.targets" />
            </Project>
            """);
        File.WriteAllText(Path.Combine(_folder.FullName, "Directory.Build.props"), "<Project />");

        // Without a source the SDK does not say for which framework an assembly is.
        File.WriteAllText(Path.Combine(_folder.FullName, "Shop.cs"), "public static class Shop { }");
    }

    private Task<(int Code, string Output)> BuildAsync(params string[] options) => RunAsync(["build", "-nodeReuse:false", .. options]);

    private async Task<(int Code, string Output)> RunAsync(params string[] arguments)
    {
        using Process dotnet = Process.Start(new ProcessStartInfo(Environment.ProcessPath is { } path && Path.GetFileName(path) == "dotnet" ? path : "dotnet", arguments)
        {
            WorkingDirectory = _folder.FullName,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["MSBUILDTERMINALLOGGER"] = "off" },
        })!;
        Task<string> errors = dotnet.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        string output = await dotnet.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await dotnet.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (dotnet.ExitCode, output + await errors);
    }
}
