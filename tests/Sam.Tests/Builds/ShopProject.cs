using System.Diagnostics;
using System.Reflection;
using Xunit;

namespace AsyncJobs.Sam.Tests.Builds;

/// <summary>A small project with one job and the package's targets.</summary>
internal sealed class ShopProject : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("asyncjobs-build-");

    public static string TemplateProgram { get; } = Metadata("TemplateProgram");

    public string Folder => _folder.FullName;

    public void Write(string properties)
    {
        string Escaped(string json) => System.Security.SecurityElement.Escape(json.ReplaceLineEndings("").Replace("%", "%25", StringComparison.Ordinal))!;
        File.WriteAllText(
            Path.Combine(Folder, "Shop.csproj"),
            $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                {properties}
                <AsyncJobsTemplateProgram>{TemplateProgram}</AsyncJobsTemplateProgram>
                <NuGetAudit>false</NuGetAudit>
              </PropertyGroup>
              <ItemGroup>
                <AssemblyMetadata Include="AsyncJobs.Job" Value="{Escaped(JobAssembly.Job("one", "/one"))}" />
                <AssemblyMetadata Include="AsyncJobs.App" Value="{Escaped(JobAssembly.App)}" />
              </ItemGroup>
              <Import Project="{Metadata("RepositoryRoot")}src/Sam/build/AsyncJobs.Template.targets" />
            </Project>
            """);
        File.WriteAllText(Path.Combine(Folder, "Directory.Build.props"), "<Project />");

        // Without a source the SDK does not say for which framework an assembly is.
        File.WriteAllText(Path.Combine(Folder, "Shop.cs"), "public static class Shop { }");
    }

    public Task<(int Code, string Output)> BuildAsync(params string[] options) => RunAsync(["build", "-nodeReuse:false", .. options]);

    public async Task<(int Code, string Output)> RunAsync(params string[] arguments)
    {
        using Process dotnet = Process.Start(new ProcessStartInfo(Environment.ProcessPath is { } path && Path.GetFileName(path) == "dotnet" ? path : "dotnet", arguments)
        {
            WorkingDirectory = Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["MSBUILDTERMINALLOGGER"] = "off" },
        })!;
        Task<string> errors = dotnet.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        string output = await dotnet.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await dotnet.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (dotnet.ExitCode, output + await errors);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static string Metadata(string key) =>
        typeof(ShopProject).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == key).Value!;
}
