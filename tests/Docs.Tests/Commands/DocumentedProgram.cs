using System.Text.RegularExpressions;
using System.Xml.Linq;
using AsyncJobs.Local.CommandLine;
using AsyncJobs.Tests.Roslyn;
using Xunit;

namespace AsyncJobs.Docs.Tests.Commands;

/// <summary>A form of command in the documentation.</summary>
/// <param name="Pattern">What such a command begins with.</param>
/// <param name="Check">Throws where a command names what is not there.</param>
/// <param name="Run">Which test runs it, as path, or why none can.</param>
internal sealed partial record DocumentedProgram(string Pattern, Action<Command> Check, string Run)
{
    private const string NeedsAccount = "needs an account with AWS";

    public static IReadOnlyList<DocumentedProgram> All { get; } =
    [
        new("dotnet new install ", static command => IsPackage(command.Words[3]), "tests/Package.Tests/TemplateTests.cs"),
        new("dotnet new asyncjobs ", static command => AreOptionsOfTemplate(command.Words[3..]), "tests/Package.Tests/TemplateTests.cs"),
        new("dotnet add package ", static command => IsPackage(command.Words[3]), "tests/Package.Tests/Consumers/Consumer.cs"),
        new("dotnet tool install ", static command => IsPackage(command.Words[4]), "tests/Package.Tests/ToolTests.cs"),
        new("asyncjobs ", static command => AreOptionsOfTool(command), "tests/Tool.Tests/LocalHostTests.cs"),
        new("dotnet nuget add source ", static command => Assert.Equal(["$PWD/packages", "--name", "AsyncJobs"], command.Words[4..]), "tests/Package.Tests/Consumers/Consumer.cs"),
        new("dotnet format analyzers ", static command => Assert.Equal(["--diagnostics", "AJ0047", "--severity", "warn"], command.Words[3..]), "tests/CodeFixes.Tests/WriteMainTests.cs"),
        new("dotnet build Generators.sln ", static command => IsSolution(command), "it is the build of which this is a part"),
        new("dotnet build", static command => Assert.Equal(2, command.Words.Length), "tests/Package.Tests/TemplateTests.cs"),
        new("dotnet run --project bench/Benchmarks ", static command => AreOptionsOfBenchmarks(command), "takes minutes, and what it measures is no matter of tests"),
        new("dotnet run --project eval ", static command => Assert.Equal(["-c", "Release", "--", "eval/Data", "CHECKOUTS"], command.Words[4..]), "needs repositories that are checked out by hand; tests/Evaluation.Tests has its parts"),
        new("dotnet run", static command => AreOptionsOfLocalHost(command), "tests/Docs.Tests/Commands/SampleTests.cs"),
        new("dotnet test tests/AmazonLambda.Tests ", static command => AreSwitchesOfTests(command), "needs packages that not every registry has"),
        new("dotnet test tests/", static command => IsTestProject(command.Words[2]), "it runs tests such as this"),
        new("dotnet test", static command => Assert.Equal(2, command.Words.Length), "tests/Package.Tests/TemplateTests.cs"),
        new("dotnet pack Generators.sln ", static command => IsSolution(command), "tests/Package.Tests/Packing/PackageFeed.cs"),
        new("dotnet AsyncJobs.Template.dll ", static command => AreOptionsOfTemplateProgram(command.Words[2..]), "tests/Docs.Tests/Tools/Manifest.cs"),
        new("./test.sh", static command => IsScript(command.Program), "it runs this"),
        new("./packages.sh", static command => IsScript(command.Program), "packs from clean clones, which takes a minute or two"),
        new("./chaos.sh", static command => IsScript(command.Program), "tests/Chaos.Tests/ChaosTests.cs"),
        new("smoke/run", static command => AreOptionsOfSmokeRun(command), "tests/Package.Tests/SmokeTests.cs"),
        new("bench/coldstart.sh", static command => AreFormsOfColdStart(command), "takes minutes, and what it measures is no matter of tests"),
        new("bench/coldstart-memory.sh", static command => AreFormsOfColdStart(command), "takes minutes, and what it measures is no matter of tests"),
        new("bench/coldstart-jobs.sh", static command => AreNumbers(command), "takes minutes, and what it measures is no matter of tests"),
        new("AmazonLambdaPackages=true ", static command => AreWithSwitch(command), "needs packages that not every registry has"),
        new("cd ", static command => Assert.Equal("MyJobs", command.Words[1]), "tests/Package.Tests/TemplateTests.cs"),
        new("curl ", static command => IsRequest(command), "tests/Docs.Tests/Commands/SampleTests.cs"),
        new("npx openapi-typescript ", static command => Assert.Equal("--output", command.Words[3]), "tests/EndToEnd.Tests/OpenApi/Tools/GeneratedClientTests.cs"),
        new("git diff --exit-code ", static command => Assert.Equal(4, command.Words.Length), "compares with a file that this repository does not keep"),
        new("git clone ", static command => Assert.Equal(["https://github.com/OWNER/NAME", "CHECKOUTS/OWNER+NAME"], command.Words[2..]), "fetches what nothing here may fetch"),
        new("git -C CHECKOUTS/OWNER+NAME checkout ", static command => Assert.Equal(5, command.Words.Length), "fetches what nothing here may fetch"),
        new("sam build", static command => Assert.Subset(new HashSet<string> { "--template", "--use-container", "--build-image" }, Options(command.Words[2..])), NeedsAccount),
        new("sam deploy", static command => Assert.Subset(new HashSet<string> { "--guided" }, Options(command.Words[2..])), NeedsAccount),
    ];

    /// <summary>Everything that a program of this repository takes by name.</summary>
    public static IReadOnlySet<string> AllOptions { get; } = new HashSet<string>(
    [
        .. OptionsIn(LocalOptions.Help),
        .. OptionsIn(Source("src/Sam/CommandLine/CommandLineOptions.cs")),
        .. OptionsIn(Source("tests/Chaos/ChaosOptions.cs")),
        .. OptionsIn(Source("chaos.sh")),
        .. OptionsOfTool(),
        .. OptionsIn(Source("smoke/run")),
        .. OptionsOfTemplate(),
    ]);

    public static DocumentedProgram? Of(Command command) => All.FirstOrDefault(program => $"{command} ".StartsWith(program.Pattern, StringComparison.Ordinal));

    private static HashSet<string> Options(IEnumerable<string> words) => [.. words.Where(static word => word.StartsWith('-'))];

    private static IEnumerable<string> OptionsIn(string text) => Option().Matches(text).Select(static match => match.Value);

    private static IEnumerable<string> OptionsOfTemplate()
    {
        using System.Text.Json.JsonDocument template = System.Text.Json.JsonDocument.Parse(Source("templates/content/asyncjobs/.template.config/template.json"));
        return [.. template.RootElement.GetProperty("symbols").EnumerateObject().Where(static symbol => symbol.Value.GetProperty("type").GetString() == "parameter").Select(static symbol => "--" + symbol.Name)];
    }

    private static IEnumerable<string> OptionsOfTool() =>
        Directory.EnumerateFiles(RepositoryRoot.Combine("src/Tool/CommandLine"), "*.cs").SelectMany(static file => OptionsIn(File.ReadAllText(file)));

    private static void AreOptionsOfTool(Command command)
    {
        Assert.Contains($"(\"{command.Words[1]}\")", Source("src/Tool/ToolApp.cs"), StringComparison.Ordinal);
        Assert.Subset(OptionsOfTool().ToHashSet(), Options(command.Words[2..]));
    }

    private static void AreOptionsOfTemplate(string[] words)
    {
        // -n is of dotnet new itself.
        Assert.Subset(new HashSet<string>(OptionsOfTemplate()) { "-n" }, Options(words));
        Assert.Contains("-n", words);
    }

    private static void IsPackage(string id) => Assert.Contains(
        new[] { "src", "templates" }.SelectMany(static folder => Directory.EnumerateFiles(RepositoryRoot.Combine(folder), "*.csproj", SearchOption.AllDirectories)),
        file => Path.GetFileNameWithoutExtension(file) == id && XElement.Load(file).Descendants("IsPackable").Any(static element => element.Value == "true"));

    private static void IsSolution(Command command) => Assert.True(File.Exists(RepositoryRoot.Combine(command.Words[2])), command.ToString());

    private static void IsTestProject(string folder) => Assert.Contains(
        Directory.EnumerateFiles(RepositoryRoot.Combine(folder), "*.csproj"),
        static file => XElement.Load(file).Descendants("PackageReference").Any(static element => (string?)element.Attribute("Include") == "Microsoft.NET.Test.Sdk"));

    private static void IsScript(string path)
    {
        FileInfo script = new(RepositoryRoot.Combine(path));
        Assert.True(script.Exists, path);
        if (!OperatingSystem.IsWindows())
            Assert.True(script.UnixFileMode.HasFlag(UnixFileMode.UserExecute), path);
    }

    private static void AreOptionsOfLocalHost(Command command)
    {
        int end = Array.IndexOf(command.Words, "--");
        string[] run = end < 0 ? command.Words[2..] : command.Words[2..end];
        Assert.True(run is [] or ["--project", "sample" or "src/MyJobs" or "src/PROJECT_NAME"], command.ToString());

        // A secret that stands for one.
        string[] args = end < 0 ? [] : [.. command.Words[(end + 1)..].Select(static word => word == "whsec_…" ? "whsec_" + Convert.ToBase64String(new byte[32]) : word)];
        _ = LocalOptions.Parse(args);
    }

    private static void AreOptionsOfBenchmarks(Command command)
    {
        Assert.Equal(["--project", "bench/Benchmarks", "-c", "Release", "--"], command.Words[2..7]);
        string program = Source("bench/Benchmarks/Program.cs");
        string[] args = command.Words[7..];
        if (args[0] == "--filter")
            return;

        // What is in capitals is for the reader to fill in.
        Assert.All(args.Where(static arg => arg.Any(char.IsLower)), arg => Assert.Contains($"[\"{arg}\"", program, StringComparison.Ordinal));
    }

    private static void AreOptionsOfSmokeRun(Command command)
    {
        IsScript(command.Program);
        Assert.Subset(OptionsIn(Source(command.Program)).ToHashSet(), Options(command.Words[1..]));
    }

    private static void AreNumbers(Command command)
    {
        IsScript(command.Program);
        Assert.All(command.Words.Skip(1).SelectMany(static word => word.Split(' ')), static word => Assert.True(int.TryParse(word, out _), word));
    }

    private static void AreFormsOfColdStart(Command command)
    {
        IsScript(command.Program);
        string script = Source("bench/publish-forms.sh");
        if (command.Words is [_, var rounds, var forms, .. var sizes])
        {
            Assert.True(int.TryParse(rounds, out _), rounds);
            Assert.All(forms.Split(' '), form => Assert.Contains($"\n      {form})", script, StringComparison.Ordinal));
            Assert.All(sizes.SelectMany(static text => text.Split(' ')), static size => Assert.True(int.TryParse(size, out _), size));
        }
    }

    private static void AreSwitchesOfTests(Command command)
    {
        Assert.True(Directory.EnumerateFiles(RepositoryRoot.Combine(command.Words[2]), "*.csproj").Any(), command.Words[2]);
        string props = Source("AmazonLambdaPackages.props") + Source("Directory.Packages.props");
        Assert.All(command.Words[3..], word => Assert.Contains($"$({word["-p:".Length..word.IndexOf('=')]})", props, StringComparison.Ordinal));
    }

    // The switch in the environment, which is a property of every build of the command.
    private static void AreWithSwitch(Command command)
    {
        Assert.Contains("$(AmazonLambdaPackages)", Source("AmazonLambdaPackages.props"), StringComparison.Ordinal);
        Command switched = new(command.Words[1..]);
        DocumentedProgram? program = Of(switched);
        Assert.True(program is not null, $"nothing is known of '{switched}'");
        program.Check(switched);
    }

    private static void AreOptionsOfTemplateProgram(string[] words)
    {
        string help = Source("src/Sam/CommandLine/CommandLineOptions.cs");
        Assert.Contains($"\n          {words[0]} ", help, StringComparison.Ordinal);
        Assert.Subset(OptionsIn(help).ToHashSet(), Options(words));
    }

    private static void IsRequest(Command command)
    {
        Uri url = new(command.Words.Single(static word => word.StartsWith("http", StringComparison.Ordinal)).Replace("<the id>", "id", StringComparison.Ordinal));
        Assert.Equal("http://localhost:5080", url.GetLeftPart(UriPartial.Authority));
        string first = url.Segments[1].TrimEnd('/');
        Assert.True(
            first == "jobs" || new[] { "sample", "templates/content" }.Any(folder =>
                Directory.EnumerateFiles(RepositoryRoot.Combine(folder), "*.cs", SearchOption.AllDirectories).Any(file => File.ReadAllText(file).Contains($"[AsyncJob(\"POST /{first}", StringComparison.Ordinal))),
            command.ToString());
    }

    private static string Source(string path) => File.ReadAllText(RepositoryRoot.Combine(path)).ReplaceLineEndings("\n");

    [GeneratedRegex("--[a-z][a-z-]+")]
    private static partial Regex Option();
}
