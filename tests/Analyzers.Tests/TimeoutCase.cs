using System.Collections.Immutable;
using AsyncJobs.Tests.Roslyn;
using AsyncJobs.Tests.Roslyn.References;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AsyncJobs.Analyzers.Tests;

/// <summary>
/// A file of Cases: code as somebody would write it, in which <c>{|AJ1002:GetAsync|}</c> marks what has to be reported and nothing else may be.
/// Its first lines can say <c>// libraries: A, B</c> (of Libraries), <c>// newest: what older versions of them lack</c>, <c>// langversion: 7.3</c>,
/// <c>// nullable: disable</c>, <c>// outputkind: exe</c>, <c>// editorconfig: key = value</c>, <c>// property: Name = Value</c> and
/// <c>// asyncjobs: false</c>.
/// </summary>
internal sealed record TimeoutCase
{
    private static readonly string s_folder = RepositoryRoot.Combine("tests", "Analyzers.Tests", "Cases");

    /// <summary>Folder and file, without the extension.</summary>
    public required string Name { get; init; }

    /// <summary>The code without its marks.</summary>
    public required string Text { get; init; }

    public required ImmutableArray<Finding> Expected { get; init; }

    public ImmutableArray<string> Libraries { get; private init; } = ["AmazonLambdaCore"];

    /// <summary>Whether it needs what only the newest versions of the libraries have.</summary>
    public bool NeedsNewest { get; private init; }

    public LanguageVersion LanguageVersion { get; private init; } = LanguageVersion.Latest;

    public NullableContextOptions Nullable { get; private init; } = NullableContextOptions.Enable;

    public OutputKind OutputKind { get; private init; } = OutputKind.DynamicallyLinkedLibrary;

    public ImmutableArray<string> EditorConfig { get; private init; } = [];

    public ImmutableDictionary<string, string> BuildProperties { get; private init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Whether the project references the package.</summary>
    public bool ReferencesAsyncJobs { get; private init; } = true;

    /// <summary>Where the compiler is told that it found the file.</summary>
    public string Path => $"/project/{Name}.cs";

    public static IEnumerable<string> Names =>
        from file in Directory.EnumerateFiles(s_folder, "*.cs", SearchOption.AllDirectories)
        let name = System.IO.Path.GetRelativePath(s_folder, file)[..^".cs".Length].Replace('\\', '/')
        orderby name
        select name;

    public static TimeoutCase Read(string name)
    {
        Markup markup = Markup.Parse(File.ReadAllText(System.IO.Path.Combine(s_folder, name + ".cs")));
        TimeoutCase read = new()
        {
            Name = name,
            Text = markup.Text,
            Expected = [.. markup.Expected.Select(static mark => new Finding(mark.Id, mark.Span))],
        };
        foreach ((string key, string value) in Settings(markup.Text))
            read = read.With(key, value);
        return read;
    }

    /// <summary>The settings in a file's first lines.</summary>
    internal static IEnumerable<(string Key, string Value)> Settings(string text)
    {
        using StringReader lines = new(text);
        while (lines.ReadLine() is { } line && line.StartsWith("// ", StringComparison.Ordinal) && line.IndexOf(':') is > 0 and int colon)
            yield return (line[3..colon], line[(colon + 1)..].Trim());
    }

    private TimeoutCase With(string key, string value) => key switch
    {
        "libraries" => this with { Libraries = Library.List(value) },
        "newest" => this with { NeedsNewest = true },
        "langversion" when LanguageVersionFacts.TryParse(value, out LanguageVersion version) => this with { LanguageVersion = version },
        "nullable" => this with { Nullable = Enum.Parse<NullableContextOptions>(value, ignoreCase: true) },
        "outputkind" when value == "exe" => this with { OutputKind = OutputKind.ConsoleApplication },
        "editorconfig" => this with { EditorConfig = EditorConfig.Add(value) },
        "property" when value.Split('=', StringSplitOptions.TrimEntries) is [string name, string setting] =>
            this with { BuildProperties = BuildProperties.SetItem(name, setting) },
        "asyncjobs" => this with { ReferencesAsyncJobs = bool.Parse(value) },
        _ => throw new FormatException($"{Name}: '// {key}: {value}' is no setting of a case."),
    };
}
