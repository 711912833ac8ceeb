using System.IO.Compression;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using AsyncJobs.Package.Tests.Packing;
using AsyncJobs.Tests;
using Xunit;

namespace AsyncJobs.Package.Tests;

/// <summary>What is in the packages: these files and no other.</summary>
public sealed partial class ContentsTests(PackageFeed feed)
{
    public static TheoryData<string, string[]> Packages => new()
    {
        {
            "AsyncJobs",
            [
                "README.md", "icon.png",
                "analyzers/dotnet/cs/AsyncJobs.Analyzers.dll", "analyzers/dotnet/cs/AsyncJobs.CodeFixes.dll", "analyzers/dotnet/cs/AsyncJobs.Generator.dll",
                "build/AsyncJobs.Generator.props", "build/AsyncJobs.Generator.targets", "build/AsyncJobs.Template.targets", "build/AsyncJobs.props", "build/AsyncJobs.targets",
                "buildTransitive/AsyncJobs.props", "buildTransitive/AsyncJobs.targets",
                "tools/net8.0/AsyncJobs.Template.deps.json", "tools/net8.0/AsyncJobs.Template.dll", "tools/net8.0/AsyncJobs.Template.runtimeconfig.json",
                "tools/net8.0/YamlDotNet.dll",
                "lib/net8.0/AsyncJobs.dll", "lib/net8.0/AsyncJobs.xml",
                .. RulePages,
            ]
        },
        {
            "AsyncJobs.Local",
            [
                "README.md", "icon.png", "build/AsyncJobs.Local.targets", "buildTransitive/AsyncJobs.Local.targets", "tools/published/AsyncJobs.Local.dll",
                "lib/net8.0/AsyncJobs.Local.dll", "lib/net8.0/AsyncJobs.Local.xml", "lib/net9.0/AsyncJobs.Local.dll", "lib/net9.0/AsyncJobs.Local.xml",
            ]
        },
        { "AsyncJobs.Client", ["README.md", "icon.png", "lib/net8.0/AsyncJobs.Client.dll", "lib/net8.0/AsyncJobs.Client.xml"] },
        { "AsyncJobs.S3", ["README.md", "icon.png", "lib/net8.0/AsyncJobs.S3.dll", "lib/net8.0/AsyncJobs.S3.xml"] },
        { "AsyncJobs.Direct", ["README.md", "icon.png", "lib/net8.0/AsyncJobs.Direct.dll", "lib/net8.0/AsyncJobs.Direct.xml"] },
        { "AsyncJobs.Testing", ["README.md", "icon.png", "lib/net8.0/AsyncJobs.Testing.dll", "lib/net8.0/AsyncJobs.Testing.xml"] },
        {
            "AsyncJobs.Tool",
            [
                "README.md", "icon.png",
                .. new[]
                {
                    "AWSSDK.Core.dll", "AWSSDK.DynamoDBv2.dll", "AWSSDK.Extensions.Numerics.dll", "AWSSDK.SQS.dll", "AWSSDK.SSO.dll", "AWSSDK.SSOOIDC.dll", "AWSSDK.SecurityToken.dll",
                    "AsyncJobs.dll", "AsyncJobs.Local.dll", "AsyncJobs.Tool.deps.json", "AsyncJobs.Tool.dll", "AsyncJobs.Tool.runtimeconfig.json", "DotnetToolSettings.xml",
                    "Microsoft.Extensions.DependencyInjection.Abstractions.dll", "Microsoft.Extensions.DependencyInjection.dll", "Microsoft.Extensions.Logging.Abstractions.dll",
                    "Spectre.Console.Ansi.dll", "Spectre.Console.Cli.dll", "Spectre.Console.dll", "System.Diagnostics.DiagnosticSource.dll", "System.IO.Hashing.dll",
                }.Select(static file => "tools/net8.0/any/" + file),
            ]
        },
        {
            "AsyncJobs.Templates",
            [
                "README.md", "icon.png",
                "content/asyncjobs/.gitignore", "content/asyncjobs/.template.config/dotnetcli.host.json", "content/asyncjobs/.template.config/template.json",
                "content/asyncjobs/MyJobs.slnx", "content/asyncjobs/README.md", "content/asyncjobs/samconfig.toml",
                "content/asyncjobs/src/MyJobs/MyJobs.csproj", "content/asyncjobs/src/MyJobs/Program.cs",
                "content/asyncjobs/src/MyJobs/Primes/PrimeCount.cs", "content/asyncjobs/src/MyJobs/Primes/PrimeCounter.cs",
                "content/asyncjobs/src/MyJobs/Primes/PrimeRequest.cs", "content/asyncjobs/src/MyJobs/Primes/PrimesJson.cs",
                "content/asyncjobs/tests/MyJobs.Tests/MyJobs.Tests.csproj", "content/asyncjobs/tests/MyJobs.Tests/PrimeCounterTests.cs",
                "content/asyncjobs/tests/MyJobs.Tests/PrimesTests.cs",
            ]
        },
    };

    public static TheoryData<string, string[]> Dependencies => new()
    {
        {
            "AsyncJobs",
            [
                "AWSSDK.DynamoDBv2", "AWSSDK.SQS", "Microsoft.Extensions.DependencyInjection", "Microsoft.Extensions.Logging.Abstractions",
                "System.Diagnostics.DiagnosticSource",
            ]
        },

        // For each of its frameworks.
        { "AsyncJobs.Local", ["AsyncJobs", "AsyncJobs"] },
        { "AsyncJobs.Client", [] },
        { "AsyncJobs.S3", ["AsyncJobs", "AWSSDK.S3"] },
        { "AsyncJobs.Direct", ["AsyncJobs"] },
        { "AsyncJobs.Testing", ["AsyncJobs.Local", "AsyncJobs"] },
        { "AsyncJobs.Tool", [] },
        { "AsyncJobs.Templates", [] },
    };

    private static IEnumerable<string> RulePages =>
        Directory.EnumerateFiles(Path.Combine(Repository.Root, "docs", "rules")).Select(static path => "docs/rules/" + Path.GetFileName(path));

    [Theory]
    [MemberData(nameof(Packages))]
    public void A_package_holds_exactly_this(string id, string[] files)
    {
        using ZipArchive package = ZipFile.OpenRead(feed.PathOf(id));
        string[] found = [.. package.Entries.Select(entry => entry.FullName).Where(IsOfItsOwn).Order(StringComparer.Ordinal)];
        Assert.Equal(files.Order(StringComparer.Ordinal), found);
    }

    [Theory]
    [MemberData(nameof(Dependencies))]
    public void A_package_depends_on_exactly_this(string id, string[] dependencies)
    {
        XElement metadata = Metadata(id);
        Assert.Equal(dependencies, metadata.Descendants().Where(element => element.Name.LocalName == "dependency").Select(element => element.Attribute("id")!.Value));
    }

    // It uses what is internal to them.
    [Theory]
    [InlineData("AsyncJobs.Testing")]
    [InlineData("AsyncJobs.Direct")]
    public void A_package_that_reaches_into_others_works_with_those_of_its_own_version_alone(string id) => Assert.All(
        Metadata(id).Descendants().Where(static element => element.Name.LocalName == "dependency"),
        static dependency => Assert.Equal($"[{Repository.Version}]", dependency.Attribute("version")!.Value));

    [Theory]
    [InlineData("AsyncJobs")]
    [InlineData("AsyncJobs.Local")]
    [InlineData("AsyncJobs.Client")]
    [InlineData("AsyncJobs.S3")]
    [InlineData("AsyncJobs.Direct")]
    [InlineData("AsyncJobs.Testing")]
    [InlineData("AsyncJobs.Tool")]
    [InlineData("AsyncJobs.Templates")]
    public void A_package_says_what_it_is_and_where_it_comes_from(string id)
    {
        XElement metadata = Metadata(id);
        XNamespace names = metadata.Name.Namespace;
        Assert.Equal("MIT", metadata.Element(names + "license")!.Value);
        Assert.Equal("README.md", metadata.Element(names + "readme")!.Value);
        Assert.Equal("icon.png", metadata.Element(names + "icon")!.Value);
        Assert.NotEmpty(metadata.Element(names + "description")!.Value);
        Assert.Matches("^[0-9a-f]{40}$", metadata.Element(names + "repository")!.Attribute("commit")!.Value);
    }

    [Theory]
    [InlineData("AsyncJobs", "lib/net8.0/AsyncJobs.pdb")]
    [InlineData("AsyncJobs.Local", "lib/net8.0/AsyncJobs.Local.pdb")]
    [InlineData("AsyncJobs.Local", "lib/net9.0/AsyncJobs.Local.pdb")]
    [InlineData("AsyncJobs.Client", "lib/net8.0/AsyncJobs.Client.pdb")]
    [InlineData("AsyncJobs.S3", "lib/net8.0/AsyncJobs.S3.pdb")]
    [InlineData("AsyncJobs.Direct", "lib/net8.0/AsyncJobs.Direct.pdb")]
    [InlineData("AsyncJobs.Testing", "lib/net8.0/AsyncJobs.Testing.pdb")]
    public void A_debugger_finds_symbols_that_lead_to_the_sources(string id, string symbols)
    {
        using ZipArchive package = ZipFile.OpenRead(feed.PathOf(id, "snupkg"));
        using MemoryStream content = new();
        using (Stream entry = package.GetEntry(symbols)!.Open())
            entry.CopyTo(content);
        string text = System.Text.Encoding.Latin1.GetString(content.ToArray());
        Assert.Contains(PublishedPages.Address.Replace("github.com", "raw.githubusercontent.com").Replace("blob/main/", ""), text, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Packages))]
    public void Pages_lead_from_a_package_to_the_repository_or_to_each_other(string id, string[] files)
    {
        using ZipArchive package = ZipFile.OpenRead(feed.PathOf(id));
        foreach (string path in files.Where(static file => file.EndsWith(".md", StringComparison.Ordinal)))
        {
            using StreamReader page = new(package.GetEntry(path)!.Open());
            string[] links = [.. Link().Matches(page.ReadToEnd()).Select(static link => link.Groups[1].Value)];
            Assert.All(links, link => Assert.True(
                link.Contains("://", StringComparison.Ordinal) || files.Contains($"{Path.GetDirectoryName(path)}/{link.Split('#')[0]}".TrimStart('/')), $"{path}: {link}"));
            if (path == "README.md")
                Assert.Contains(links, static link => link.StartsWith(PublishedPages.Address + "docs/", StringComparison.Ordinal));
        }
    }

    [GeneratedRegex(@"\]\(([^)#\s]+)")]
    private static partial Regex Link();

    private static bool IsOfItsOwn(string entry) =>
        !entry.StartsWith("_rels/", StringComparison.Ordinal) && !entry.StartsWith("package/", StringComparison.Ordinal)
        && entry != "[Content_Types].xml" && !entry.EndsWith(".nuspec", StringComparison.Ordinal);

    private XElement Metadata(string id)
    {
        using ZipArchive package = ZipFile.OpenRead(feed.PathOf(id));
        using Stream nuspec = package.GetEntry(id + ".nuspec")!.Open();
        return XDocument.Load(nuspec).Root!.Elements().Single(element => element.Name.LocalName == "metadata");
    }
}
