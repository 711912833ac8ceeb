using System.Text.RegularExpressions;
using AsyncJobs.Docs.Tests.Pages;
using AsyncJobs.Tests.Roslyn;
using Xunit;

namespace AsyncJobs.Docs.Tests.Commands;

/// <summary>Commands of the documentation name programs, files, projects, packages and options that are there. <see cref="DocumentedProgram.All"/> says which test runs them.</summary>
public sealed partial class CommandTests
{
    // Options of programs that are not ours, where prose names them.
    private static readonly string[] s_others =
    [
        "--use-container", "--build-image", "--template", "--guided", "--exit-code", "--filter", "--project", "--help", "--folder", "--diagnostics", "--severity",
    ];

    // Where variables and properties are read: the product, and the tests that take some.
    private static readonly string[] s_readers = ["src", "tests/Shared", "tests/Runtime.Tests/Fuzz"];

    private static readonly Lazy<string> s_sources = new(static () => string.Concat(
        s_readers.SelectMany(static folder => Directory.EnumerateFiles(RepositoryRoot.Combine(folder), "*.*", SearchOption.AllDirectories))
            .Where(static file => Path.GetExtension(file) is ".cs" or ".props" or ".targets" && !BuildOutput().IsMatch(file))
            .Append(RepositoryRoot.Combine("tests/Generator.Tests/SnapshotTests.cs"))
            .Append(RepositoryRoot.Combine("tests/Direct.Tests/Signing/PublishedVector.cs"))
            .Select(File.ReadAllText)));

    public static TheoryData<string> Places { get; } = [.. Page.PlacesOf(""), .. Page.PlacesOf("sh")];

    [Theory]
    [MemberData(nameof(Places))]
    public void A_command_can_be_run(string place)
    {
        Command[] commands = [.. Command.In(Page.BlockAt(place))];

        Assert.NotEmpty(commands);
        Assert.All(commands, command =>
        {
            if (Variable().Match(command.Program) is { Success: true } variable)
            {
                Assert.Contains($"\"{variable.Groups[1].Value}\"", s_sources.Value, StringComparison.Ordinal);
                return;
            }

            DocumentedProgram? program = DocumentedProgram.Of(command);
            Assert.True(program is not null, $"{place}: nothing is known of '{command}'");
            program.Check(command);
        });
    }

    [Fact]
    public void Sam_build_is_told_of_the_template_where_no_samconfig_does()
    {
        // It looks for template.yaml, .yml and .json, not for serverless.template.
        Assert.Contains("[default.build.parameters]\ntemplate_file = \"src/PROJECT_NAME/serverless.template\"", File.ReadAllText(RepositoryRoot.Combine("templates/content/asyncjobs/samconfig.toml")), StringComparison.Ordinal);
        Assert.All(
            from page in Page.AllBlocks.Where(static block => block.Language is "" or "sh").GroupBy(static block => block.Page, Command.In)
            let commands = page.SelectMany(static command => command).ToArray()
            where !page.Key.StartsWith("templates/content/", StringComparison.Ordinal) && !commands.Any(static command => command.ToString() == "cd MyJobs")
            from command in commands
            where command.ToString().StartsWith("sam build", StringComparison.Ordinal)
            select command,
            static command => Assert.Equal("serverless.template", command.Words[Array.IndexOf(command.Words, "--template") + 1]));
    }

    [Fact]
    public void What_runs_a_command_is_there_and_each_form_is_documented() => Assert.All(DocumentedProgram.All, static program =>
    {
        if (program.Run.StartsWith("tests/", StringComparison.Ordinal))
            Assert.True(File.Exists(RepositoryRoot.Combine(program.Run)), program.Run);
        Assert.Contains(
            Page.AllBlocks.Where(static block => block.Language is "" or "sh").SelectMany(Command.In),
            command => DocumentedProgram.Of(command) == program);
    });

    [Fact]
    public void Options_that_prose_names_are_there() => Faults.AssertNone(
        from page in Page.All
        from span in page.Spans
        from Match option in Option().Matches(span.Text)
        where !DocumentedProgram.AllOptions.Contains(option.Groups[1].Value) && !s_others.Contains(option.Groups[1].Value)
        select $"{page.Path}:{span.Line}: there is no {option.Groups[1].Value}");

    [Fact]
    public void Variables_and_properties_that_prose_names_are_there() => Faults.AssertNone(
        from page in Page.All
        from span in page.Spans
        from Match name in Name().Matches(span.Text)
        where !s_sources.Value.Contains(name.Value, StringComparison.Ordinal)
        select $"{page.Path}:{span.Line}: there is no {name.Value}");

    [Fact]
    public void Files_that_prose_names_are_there() => Faults.AssertNone(
        from page in Page.All
        from span in page.Spans
        where PathOfRepository().IsMatch(span.Text) && !IsThere(span.Text)
        select $"{page.Path}:{span.Line}: there is no {span.Text}");

    [Theory]
    [InlineData("dotnet run --project sample -- --isolatd")]
    [InlineData("dotnet run --project bench/Benchmarks -c Release -- compare htp")]
    [InlineData("dotnet new asyncjobs -n MyJobs --publsh native")]
    [InlineData("dotnet add package AsyncJobs.Lokal")]
    [InlineData("dotnet AsyncJobs.Template.dll manifst --assembly a.dll")]
    [InlineData("bench/coldstart.sh 20 \"jit r3r\"")]
    [InlineData("bench/coldstart-memory.sh 10 \"jit\" \"512MB\"")]
    [InlineData("AmazonLambdaPackages=true bench/coldstart.sh 20 \"jit r3r\"")]
    [InlineData("curl http://localhost:5080/prims")]
    [InlineData("sam deploy --guide")]
    [InlineData("dotnet test tests/Runtime.Test -c Release")]
    [InlineData("dotnet build Generators.slnx -c Release")]
    [InlineData("smoke/run --locl")]
    [InlineData("asyncjobs lst --table orders")]
    [InlineData("asyncjobs list --tabel orders")]
    [InlineData("dotnet tool install -g AsyncJobs.Tol")]
    public void What_is_not_there_is_found(string line)
    {
        Command command = Command.In(new Block("a.md", 1, "", line, "", "")).Single();

        Assert.ThrowsAny<Exception>(() => DocumentedProgram.Of(command)!.Check(command));
    }

    [Fact]
    public void A_line_is_read_as_a_shell_reads_it() => Assert.Equal(
        ["sam build", "sam deploy --guided", "curl -H content-type: x;y u"],
        Command.In(new Block("a.md", 1, "", "sam build && sam deploy --guided  # to AWS\ncurl -H 'content-type: x;y' u > f\n", "", "")).Select(static command => command.ToString()));

    // The name of a file may be left open: …Analyzer.cs, AJ####.md.
    private static bool IsThere(string path)
    {
        string whole = RepositoryRoot.Combine(path);
        string pattern = Path.GetFileName(path).Replace('…', '*').Replace('#', '?');
        return Path.Exists(whole) || (pattern.AsSpan().ContainsAny('*', '?') && Directory.EnumerateFiles(Path.GetDirectoryName(whole)!, pattern).Any());
    }

    [GeneratedRegex("^(ASYNCJOBS_[A-Z_]+)=")]
    private static partial Regex Variable();

    [GeneratedRegex("(?<![\\w-])(--[a-z][a-z-]+)")]
    private static partial Regex Option();

    [GeneratedRegex(@"\bASYNCJOBS_[A-Z_]+[A-Z]\b|\bAsyncJobs[A-Z]\w*")]
    private static partial Regex Name();

    [GeneratedRegex(@"^\.?/?(src|docs|tests|sample|sample-annotations|bench|templates|smoke|\.github|\.ci)/[\w./…#-]*$|^(\./)?[\w/]+\.sh$")]
    private static partial Regex PathOfRepository();

    [GeneratedRegex(@"[\\/](bin|obj)[\\/]")]
    private static partial Regex BuildOutput();
}
