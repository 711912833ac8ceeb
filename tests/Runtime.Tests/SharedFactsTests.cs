using System.Reflection;
using System.Text.RegularExpressions;
using AsyncJobs.Jobs;
using Xunit;

namespace AsyncJobs.Runtime.Tests;

/// <summary>Names, defaults and limits that several assemblies count on stand once, in <c>src/Shared</c>.</summary>
public sealed partial class SharedFactsTests
{
    // Words that mean something else elsewhere are not among them.
    private static readonly string[] s_classesOfNames = ["JobVariables", "AwsVariables", "JobEvents", "ManifestNames", "TelemetryNames"];

    private static string Root => typeof(SharedFactsTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "RepositoryRoot").Value!;

    private static string Source => Path.Combine(Root, "src");

    [Fact]
    public void A_variable_is_named_in_one_place()
    {
        IEnumerable<string> places = Code().Where(line => line.Text.Contains("ASYNCJOBS_", StringComparison.Ordinal)).Select(line => line.File).Distinct();

        // Those of functions, and those of the operator's command.
        Assert.Equal([Path.Combine("Shared", "JobVariables.cs"), Path.Combine("Shared", "ToolVariables.cs")], places.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_shared_name_is_written_nowhere_else()
    {
        HashSet<string> names = [.. s_classesOfNames.SelectMany(Strings).Where(static name => name.Any(c => c is '.' or '_') && name[^1] != '.')];
        Assert.True(names.Count > 80, $"Only {names.Count} names were found.");

        Assert.All(
            Code().Where(static line => !line.File.StartsWith("Shared", StringComparison.Ordinal)),
            line => Assert.DoesNotContain(Literal().Matches(line.Text), literal => names.Contains(literal.Groups[1].Value)));
    }

    [Fact]
    public void No_name_is_there_twice() =>
        Assert.All(s_classesOfNames.Append("LogNames").Append("StatusNames"), static type => Assert.Equal(Strings(type).Distinct(), Strings(type)));

    [Fact]
    public void The_wire_contract_has_the_variables_of_functions_and_no_others()
    {
        using Stream page = typeof(SharedFactsTests).Assembly.GetManifestResourceStream("wire-contract.md")!;
        string contract = new StreamReader(page).ReadToEnd();
        IEnumerable<string> documented = Row().Matches(contract).Select(static row => row.Groups[1].Value);

        Assert.Equal(Strings("JobVariables").Order(StringComparer.Ordinal), documented.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("TimeoutSeconds")]
    [InlineData("MemorySize")]
    [InlineData("MaxAttempts")]
    [InlineData("ReserveMilliseconds")]
    [InlineData("RetentionHours")]
    [InlineData("TotalTimeoutSeconds")]
    public void A_default_is_the_documented_one_and_within_its_limits(string property)
    {
        int normal = Number("JobDefaults", property);
        int least = Number("JobRanges", "Least" + property);
        int most = Number("JobRanges", "Most" + property);

        Assert.InRange(normal, least, most);
        Assert.Equal(normal, typeof(AsyncJobAttribute).GetProperty(property)!.GetValue(new AsyncJobAttribute("POST /")));
        string documentation = Documentation(property);
        Assert.Matches($@"\b{least} to {most}\b", documentation);
        Assert.Matches($@"Default: {normal}\b", documentation);
    }

    private static IEnumerable<string> Strings(string type) =>
        from field in Facts(type).GetFields() where field is { IsLiteral: true } && field.FieldType == typeof(string) select (string)field.GetRawConstantValue()!;

    private static int Number(string type, string name) => (int)Facts(type).GetField(name)!.GetRawConstantValue()!;

    private static Type Facts(string type) => typeof(JobApp).Assembly.GetType("AsyncJobs.Shared." + type, throwOnError: true)!;

    private static string Documentation(string property)
    {
        string attribute = File.ReadAllText(Path.Combine(Source, "Runtime", "AsyncJobAttribute.cs"));
        int end = attribute.IndexOf($"public int {property} ", StringComparison.Ordinal);
        int start = attribute.LastIndexOf("<summary>", end, StringComparison.Ordinal);
        return Regex.Replace(attribute[start..end], @"\s*///\s*", " ");
    }

    /// <summary>The lines of the sources that are not comments.</summary>
    private static IEnumerable<(string File, string Text)> Code() =>
        from path in Directory.EnumerateFiles(Source, "*.cs", SearchOption.AllDirectories)
        let file = Path.GetRelativePath(Source, path)
        where !file.Split(Path.DirectorySeparatorChar).Any(static folder => folder is "bin" or "obj")
        from line in File.ReadLines(path)
        where !line.TrimStart().StartsWith("//", StringComparison.Ordinal)
        select (file, line);

    [GeneratedRegex("\"((?:[^\"\\\\]|\\\\.)*)\"")]
    private static partial Regex Literal();

    [GeneratedRegex(@"^\| `(ASYNCJOBS_\w+)` \|", RegexOptions.Multiline)]
    private static partial Regex Row();
}
