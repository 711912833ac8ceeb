using Xunit;

namespace AsyncJobs.Sam.Tests.Builds;

/// <summary>Real builds of a small project with the package's targets. The SDK writes the manifest here, as items of the project.</summary>
public sealed class BuildsTests : IDisposable
{
    private readonly ShopProject _shop = new();

    private string Template => Path.Combine(_shop.Folder, "serverless.template");

    public void Dispose() => _shop.Dispose();

    [Fact]
    public async Task A_build_writes_the_template_once_and_again_when_there_is_a_reason()
    {
        _shop.Write("<TargetFramework>net10.0</TargetFramework>");
        (int code, string output) = await _shop.BuildAsync();
        Assert.True(code == 0, output);
        Assert.Contains("Shop -> " + Template, output, StringComparison.Ordinal);
        string text = await File.ReadAllTextAsync(Template, TestContext.Current.CancellationToken);
        Assert.Contains("ShopOneWorker", text, StringComparison.Ordinal);
        DateTime written = File.GetLastWriteTimeUtc(Template);

        (code, output) = await _shop.BuildAsync("-v:n", "--no-restore");
        Assert.True(code == 0 && output.Contains("Skipping target \"AsyncJobsWriteTemplate\"", StringComparison.Ordinal), output);
        Assert.Equal(written, File.GetLastWriteTimeUtc(Template));

        // A property is a reason, and so is a template that is gone.
        await _shop.BuildAsync("--no-restore", "-p:AsyncJobsTracing=true", "-p:AsyncJobsAuthorizer=Login", "-p:AsyncJobsOwner=custom:tenant/id", "-p:AsyncJobsPurge=true", "-p:AsyncJobsMaxUnfinishedPerOwner=20", "-p:AsyncJobsMaxStartsPerMinutePerOwner=100", "-p:AsyncJobsMaxStreamsPerOwner=4", "-p:AsyncJobsList=true", "-p:AsyncJobsListAll=true",
            "-p:AsyncJobsCallbackHosts=*.example.com%3Bhooks.example.net:8443", "-p:AsyncJobsWebhookSecret=secretsmanager:hooks%3Bssm:/shop/hooks",
            "-p:AsyncJobsCorsOrigins=https://app.example.com%3Bhttp://localhost:5173");
        Assert.Contains("\"Tracing\": \"Active\"", await File.ReadAllTextAsync(Template, TestContext.Current.CancellationToken), StringComparison.Ordinal);
        string info = await File.ReadAllTextAsync(Path.Combine(_shop.Folder, "obj", "Debug", "net10.0", "Shop.AssemblyInfo.cs"), TestContext.Current.CancellationToken);
        Assert.Contains("\"AsyncJobs.Authorizer\", \"Login\"", info, StringComparison.Ordinal);
        Assert.Contains("\"AsyncJobs.Owner\", \"custom:tenant/id\"", info, StringComparison.Ordinal);
        Assert.Contains("\"AsyncJobs.Purge\", \"true\"", info, StringComparison.Ordinal);
        Assert.Contains("\"AsyncJobs.List\", \"true\"", info, StringComparison.Ordinal);
        Assert.Contains("\"AsyncJobs.ListAll\", \"true\"", info, StringComparison.Ordinal);
        Assert.Contains("\"ASYNCJOBS_LIST\": \"true\"", await File.ReadAllTextAsync(Template, TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Contains("\"AsyncJobs.MaxUnfinishedPerOwner\", \"20\"", info, StringComparison.Ordinal);
        Assert.Contains("\"ASYNCJOBS_MAX_UNFINISHED_PER_OWNER\": \"20\"", await File.ReadAllTextAsync(Template, TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Contains("\"AsyncJobs.MaxStreamsPerOwner\", \"4\"", info, StringComparison.Ordinal);
        Assert.Contains("\"ASYNCJOBS_PURGE\": \"true\"", await File.ReadAllTextAsync(Template, TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Contains("\"ASYNCJOBS_OWNER\": \"custom:tenant/id\"", await File.ReadAllTextAsync(Template, TestContext.Current.CancellationToken), StringComparison.Ordinal);

        Assert.Contains("\"AsyncJobs.CorsOrigins\", \"https://app.example.com http://localhost:5173\"", info, StringComparison.Ordinal);
        Assert.Contains("\"ASYNCJOBS_CORS_ORIGINS\": \"https://app.example.com http://localhost:5173\"", await File.ReadAllTextAsync(Template, TestContext.Current.CancellationToken), StringComparison.Ordinal);

        Assert.Contains("\"AsyncJobs.CallbackHosts\", \"*.example.com hooks.example.net:8443\"", info, StringComparison.Ordinal);
        Assert.Contains("\"ASYNCJOBS_WEBHOOK_SECRET\": \"secretsmanager:hooks ssm:/shop/hooks\"", await File.ReadAllTextAsync(Template, TestContext.Current.CancellationToken), StringComparison.Ordinal);

        // The assembly says it too, to whoever writes a manifest of it.
        string assembly = Path.Combine(_shop.Folder, "bin", "Debug", "net10.0", "Shop.dll");
        (code, output) = await _shop.RunAsync("exec", ShopProject.TemplateProgram, "manifest", "--assembly", assembly);
        Assert.True(code == 0 && output.Contains("\"ASYNCJOBS_OWNER\": \"custom:tenant/id\"", StringComparison.Ordinal), output);
        Assert.Contains("\"ASYNCJOBS_PURGE\": \"true\"", output, StringComparison.Ordinal);
        Assert.Contains("\"ASYNCJOBS_LIST_ALL\": \"true\"", output, StringComparison.Ordinal);
        Assert.Contains("\"ASYNCJOBS_MAX_STARTS_PER_MINUTE_PER_OWNER\": \"100\"", output, StringComparison.Ordinal);
        Assert.Contains("\"ASYNCJOBS_CORS_ORIGINS\": \"https://app.example.com http://localhost:5173\"", output, StringComparison.Ordinal);
        File.Delete(Template);
        await _shop.BuildAsync("--no-restore");
        Assert.Equal(text, await File.ReadAllTextAsync(Template, TestContext.Current.CancellationToken));

        // What is wrong with it is an error of the build, at its place.
        await File.WriteAllTextAsync(Template, text.Replace("\"Resources\": {", "\"Resources\": [", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        (code, output) = await _shop.BuildAsync("--no-restore");
        Assert.NotEqual(0, code);
        Assert.Matches(@"serverless\.template\(\d+,\d+\): error AJ2004: ", output);
        (code, output) = await _shop.BuildAsync("--no-restore", "-p:AsyncJobsTemplate=false");
        Assert.True(code == 0, output);
    }

    [Fact]
    public async Task Of_several_frameworks_built_at_the_same_time_the_last_one_is_in_the_template()
    {
        await File.WriteAllTextAsync(Path.Combine(_shop.Folder, "template.yaml"), "# ours\n", TestContext.Current.CancellationToken);
        _shop.Write("<TargetFrameworks>net8.0;net10.0</TargetFrameworks>");

        (int code, string output) = await _shop.BuildAsync("-m:4", "-p:AsyncJobsCorsOrigins=*");

        Assert.True(code == 0, output);
        string text = await File.ReadAllTextAsync(Path.Combine(_shop.Folder, "template.yaml"), TestContext.Current.CancellationToken);
        Assert.StartsWith("# ours\n", text, StringComparison.Ordinal);
        Assert.Contains("Runtime: dotnet10", text, StringComparison.Ordinal);
        Assert.DoesNotContain("dotnet8", text, StringComparison.Ordinal);
        Assert.Contains("ASYNCJOBS_CORS_ORIGINS: '*'", text, StringComparison.Ordinal);
        Assert.False(File.Exists(Template));
    }

    [Fact]
    public async Task A_project_of_tests_gets_no_template_unless_it_asks_for_one()
    {
        _shop.Write("<TargetFramework>net10.0</TargetFramework><IsTestProject>true</IsTestProject>");
        (int code, string output) = await _shop.BuildAsync();
        Assert.True(code == 0, output);
        Assert.False(File.Exists(Template));

        (code, output) = await _shop.BuildAsync("--no-restore", "-p:AsyncJobsTemplate=true");
        Assert.True(code == 0, output);
        Assert.True(File.Exists(Template));
    }

    [Fact]
    public async Task Programs_that_write_one_template_at_the_same_time_lose_nothing()
    {
        string[] assemblies = [.. Enumerable.Range(0, 6).Select(i => JobAssembly.Write(_shop.Folder, $"Shop{i}", JobAssembly.Job($"job{i}", $"/job{i}")))];

        (int Code, string Output)[] all = await Task.WhenAll(assemblies.Select(assembly =>
            _shop.RunAsync("exec", ShopProject.TemplateProgram, "write", "--assembly", assembly, "--template", Template, "--project", _shop.Folder)));

        Assert.All(all, run => Assert.True(run.Code == 0, run.Output));
        string text = await File.ReadAllTextAsync(Template, TestContext.Current.CancellationToken);
        Assert.All(Enumerable.Range(0, 6), i => Assert.Contains($"\"Shop{i}Job{i}Worker\"", text, StringComparison.Ordinal));
    }
}
