using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace AsyncJobs.Generator.Tests.Harness;

/// <summary>A user's project: sources and the settings that matter to a generator.</summary>
internal sealed record TestProject
{
    /// <summary>Stands in front of every file, since the output must not lean on a user's global usings.</summary>
    public const string Usings = """
        using System;
        using System.Collections.Generic;
        using System.Threading;
        using System.Threading.Tasks;
        using AsyncJobs;

        """;

    // Of two namespaces with attributes of the same names, a file uses one.
    private const string ParameterUsing = "using AsyncJobs.Parameters;\n";
    private const string ForeignParameterUsing = "using Amazon.Lambda.Annotations.APIGateway;";

    private static readonly ImmutableDictionary<string, ReportDiagnostic> s_silencedBySdk =
        ImmutableDictionary<string, ReportDiagnostic>.Empty.Add("CS1701", ReportDiagnostic.Suppress).Add("CS1702", ReportDiagnostic.Suppress);

    // Compilations that derive from one share its symbols of the references, which take longer to load than a test takes to run.
    private static readonly CSharpCompilation s_empty =
        CSharpCompilation.Create("TestApp", null, TestReferences.All, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, deterministic: true));

    private static readonly MetadataReference s_client = MetadataReference.CreateFromFile(typeof(Client.AsyncJobClient).Assembly.Location);

    private static readonly CSharpCompilation s_emptyWithAws = s_empty.AddReferences(TestReferences.AwsCore);

    public required ImmutableArray<(string Path, string Text)> Files { get; init; }

    public string AssemblyName { get; init; } = "TestApp";

    public string? RootNamespace { get; init; } = "TestApp";

    /// <summary>That of a .NET 8 project: the oldest that users have.</summary>
    public LanguageVersion LanguageVersion { get; init; } = LanguageVersion.CSharp12;

    public NullableContextOptions Nullable { get; init; } = NullableContextOptions.Enable;

    public ImmutableDictionary<string, string> BuildProperties { get; init; } = ImmutableDictionary<string, string>.Empty;

    public string? EditorConfig { get; init; }

    /// <summary>The class whose Main is the program's, where it is chosen by name.</summary>
    public string? MainType { get; init; }

    /// <summary>Whether it is a program; without <see cref="MainType"/> the compiler looks for its Main.</summary>
    public bool IsExecutable { get; init; }

    /// <summary>What it references besides the runtime and the framework.</summary>
    public ImmutableArray<MetadataReference> References { get; init; } = [];

    /// <summary>Ids of warnings that the user's own sources may have.</summary>
    public ImmutableArray<string> UserWarnings { get; init; } = [];

    public bool HasJsonContext => Files.Any(static file => file.Text.Contains("JsonSerializerContext", StringComparison.Ordinal));

    public CSharpParseOptions ParseOptions => new(LanguageVersion, DocumentationMode.Diagnose);

    public TestOptionsProvider Options => new(RootNamespace is null ? BuildProperties : BuildProperties.SetItem("RootNamespace", RootNamespace));

    public static TestProject Of(params string[] sources) =>
        new() { Files = [.. sources.Select(static (text, i) => ($"/project/File{i + 1}.cs", Usings + (text.Contains(ForeignParameterUsing, StringComparison.Ordinal) ? "" : ParameterUsing) + text))] };

    public TestProject With(string path, string text) => this with { Files = Files.Add(("/project/" + path, text)) };

    /// <summary>The project with a reference to the package of the client.</summary>
    public TestProject WithClient() => this with { References = References.Add(s_client) };

    public TestProject WithProperty(string name, string value) => this with { BuildProperties = BuildProperties.SetItem(name, value) };

    public CSharpCompilation Compile()
    {
        CSharpCompilationOptions options = new(
            IsExecutable ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary,
            mainTypeName: MainType,
            warningLevel: 9999,
            nullableContextOptions: Nullable,
            generalDiagnosticOption: ReportDiagnostic.Error,
            specificDiagnosticOptions: s_silencedBySdk,
            allowUnsafe: true,
            deterministic: true);
        if (EditorConfig is not null)
            options = options.WithSyntaxTreeOptionsProvider(new EditorConfigOptions(EditorConfig));

        bool hasAwsClient = Files.Any(static file => file.Text.Contains(": IAmazonService", StringComparison.Ordinal));
        return (hasAwsClient ? s_emptyWithAws : s_empty)
            .WithAssemblyName(AssemblyName)
            .WithOptions(options)
            .AddReferences(References)
            .AddSyntaxTrees(Files.Select(file => CSharpSyntaxTree.ParseText(SourceText.From(file.Text, System.Text.Encoding.UTF8), ParseOptions, file.Path)));
    }
}
