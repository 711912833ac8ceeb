using System.Text.Json;
using System.Xml.Linq;
using AsyncJobs.Package.Tests.Consumers;
using AsyncJobs.Package.Tests.Packing;
using AsyncJobs.Tests;
using Xunit;

namespace AsyncJobs.Package.Tests;

/// <summary>What dotnet new makes.</summary>
public sealed class TemplateTests(PackageFeed feed)
{
    [Fact]
    public async Task A_new_solution_builds_without_a_warning_passes_its_tests_and_runs_its_job()
    {
        using Consumer consumer = await CreateAsync();
        await consumer.DotNetAsync("build", "Acme.Primes", "-warnaserror");

        using JsonDocument template = JsonDocument.Parse(File.ReadAllText(consumer.File("Acme.Primes", "src", "Acme.Primes", "serverless.template")));
        Assert.Contains("[default.build.parameters]\ntemplate_file = \"src/Acme.Primes/serverless.template\"\n", File.ReadAllText(consumer.File("Acme.Primes", "samconfig.toml")), StringComparison.Ordinal);
        JsonElement worker = template.RootElement.GetProperty("Resources").GetProperty("AcmePrimesPrimesWorker").GetProperty("Properties");
        Assert.Equal("dotnet10", worker.GetProperty("Runtime").GetString());
        Assert.Equal(300, worker.GetProperty("Timeout").GetInt32());
        Assert.False(File.Exists(consumer.File("Acme.Primes", "tests", "Acme.Primes.Tests", "serverless.template")));

        Assert.Contains("Passed:     5", await consumer.DotNetAsync("test", "Acme.Primes", "--no-build"), StringComparison.Ordinal);

        string result = await RunningJobs.RunAsync(
            HostProcess.DotNet, [consumer.File("Acme.Primes", "src", "Acme.Primes", "bin", "Debug", "net10.0", "Acme.Primes.dll")], "/primes", """{"upTo":1000}""");
        Assert.Equal("""{"upTo":1000,"count":168}""", result);
    }

    [Fact]
    public async Task A_new_project_for_native_code_is_published_as_such()
    {
        using Consumer consumer = await CreateAsync("--publish", "native", "--framework", "net10.0", "--no-restore");
        string properties = await consumer.DotNetAsync(
            "msbuild", "Acme.Primes/src/Acme.Primes", "-getProperty:PublishAot", "-getProperty:PublishReadyToRun", "-getProperty:TargetFramework", "-getProperty:InvariantGlobalization");
        Assert.Equal(
            """{"Properties":{"PublishAot":"true","PublishReadyToRun":"","TargetFramework":"net10.0","InvariantGlobalization":"true"}}""",
            string.Concat(properties.Where(character => !char.IsWhiteSpace(character))));
        Assert.Contains("needs Docker", File.ReadAllText(consumer.File("Acme.Primes", "README.md")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_new_solution_may_do_without_tests()
    {
        using Consumer consumer = await CreateAsync("--tests", "false", "--no-restore");
        Assert.False(Directory.Exists(consumer.File("Acme.Primes", "tests")));
        Assert.DoesNotContain("Tests", File.ReadAllText(consumer.File("Acme.Primes", "Acme.Primes.slnx")), StringComparison.Ordinal);
        Assert.DoesNotContain("dotnet test", File.ReadAllText(consumer.File("Acme.Primes", "README.md")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("order-service", "order_service")]
    [InlineData("1st.jobs", "_1st.jobs")]
    public async Task A_name_that_code_cannot_have_is_that_of_the_files_alone(string name, string inCode)
    {
        using Consumer consumer = await CreateNamedAsync(name, "--no-restore");
        string project = consumer.File(name, "src", name, $"{name}.csproj");

        Assert.All(
            XElement.Load(consumer.File(name, $"{name}.slnx")).Descendants("Project"),
            entry => Assert.True(File.Exists(consumer.File(name, (string)entry.Attribute("Path")!))));
        Assert.Equal(inCode, XElement.Load(project).Descendants("RootNamespace").Single().Value);
        Assert.Contains($"using {inCode};", File.ReadAllText(consumer.File(name, "src", name, "Program.cs")), StringComparison.Ordinal);
        Assert.Contains($"\"src/{name}/serverless.template\"", File.ReadAllText(consumer.File(name, "samconfig.toml")), StringComparison.Ordinal);
        string reference = (string)XElement.Load(consumer.File(name, "tests", $"{name}.Tests", $"{name}.Tests.csproj")).Descendants("ProjectReference").Single().Attribute("Include")!;
        Assert.True(File.Exists(consumer.File(name, "tests", $"{name}.Tests", reference)));
    }

    [Fact]
    public void Its_tests_take_the_packages_that_the_tests_of_this_repository_take()
    {
        XElement known = XElement.Load(Path.Combine(Repository.Root, "Directory.Packages.props"));
        Assert.All(Repository.PackagesOfTemplateTests, package => Assert.Equal(
            package.Version, (string?)known.Descendants("PackageVersion").Single(element => (string?)element.Attribute("Include") == package.Id).Attribute("Version")));
    }

    private Task<Consumer> CreateAsync(params string[] options) => CreateNamedAsync("Acme.Primes", options);

    private async Task<Consumer> CreateNamedAsync(string name, params string[] options)
    {
        Consumer consumer = new(feed);
        await consumer.DotNetAsync(["new", "asyncjobs", "-n", name, "--debug:custom-hive", feed.Templates, .. options]);
        return consumer;
    }
}
