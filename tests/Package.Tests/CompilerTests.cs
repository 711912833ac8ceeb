using System.Xml.Linq;
using AsyncJobs.Package.Tests.Consumers;
using AsyncJobs.Package.Tests.Packing;
using Xunit;

namespace AsyncJobs.Package.Tests;

/// <summary>A compiler that does not load the analyzers and the generator.</summary>
public sealed class CompilerTests(PackageFeed feed)
{
    private const string Known = "error AJ2020: AsyncJobs needs version 4.14 of the C# compiler, and this build has 4.11, from the .NET SDK ";

    [Fact]
    public async Task A_build_with_it_says_what_is_needed()
    {
        using Consumer consumer = new(feed);
        consumer.WriteProgram("Turner", "net10.0");
        await consumer.DotNetAsync("restore", "Turner");

        (int exitCode, string output) = await consumer.TryDotNetAsync("build", "Turner", "--no-restore", "-p:CompilerApiVersion=roslyn4.11");
        Assert.NotEqual(0, exitCode);
        Assert.Contains(Known, output, StringComparison.Ordinal);
        Assert.Contains("the .NET SDK 9.0.300 or later, or with Visual Studio 2022 17.14 or later", output, StringComparison.Ordinal);
        Assert.DoesNotContain("CS0", output, StringComparison.Ordinal);

        // What an editor asks for, which goes on without.
        output = await consumer.DotNetAsync(
            "msbuild", "Turner", "-target:Compile", "-p:DesignTimeBuild=true", "-p:SkipCompilerExecution=true", "-p:ProvideCommandLineArgs=true",
            "-p:CompilerApiVersion=roslyn4.11");
        Assert.Contains(Known.Replace("error", "warning", StringComparison.Ordinal), output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_that_loads_them_or_does_not_tell_its_version_is_left_alone()
    {
        using Consumer consumer = new(feed);
        consumer.WriteProgram("Turner", "net10.0");
        await consumer.DotNetAsync("restore", "Turner");

        foreach (string version in new[] { "roslyn4.14", "roslyn5.0", "roslyn10.0", "" })
            await consumer.DotNetAsync("msbuild", "Turner", "-target:_AsyncJobsCheckCompiler", $"-p:CompilerApiVersion={version}");
    }

    [Fact]
    public void The_version_is_the_one_that_they_are_built_against()
    {
        XElement packages = XDocument.Load(Path.Combine(Repository.Root, "Directory.Packages.props")).Root!;
        string built = packages.Descendants("PackageVersion").Single(package => package.Attribute("Include")!.Value == "Microsoft.CodeAnalysis.CSharp").Attribute("Version")!.Value;
        XElement targets = XDocument.Load(Path.Combine(Repository.Root, "src", "Generator", "build", "AsyncJobs.Generator.targets")).Root!;
        Assert.StartsWith(targets.Descendants("_AsyncJobsLeastCompiler").Single().Value + ".", built, StringComparison.Ordinal);
    }
}
