using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;

namespace AsyncJobs.Generator.Tests.Harness;

/// <summary>One run of the generator over a compilation, with what the next run needs to be incremental.</summary>
internal sealed class GeneratorRun
{
    private readonly TestProject _project;
    private readonly GeneratorDriver _driver;

    private GeneratorRun(TestProject project, CSharpCompilation input, GeneratorDriver driver)
    {
        _project = project;
        Input = input;
        _driver = driver.RunGeneratorsAndUpdateCompilation(input, out Compilation output, out ImmutableArray<Diagnostic> diagnostics);
        Output = (CSharpCompilation)output;
        Assert.Empty(diagnostics);
        Result = _driver.GetRunResult().Results.Single(static result => result.Generator.GetGeneratorType().Assembly.GetName().Name == "AsyncJobs.Generator");
        Assert.Null(Result.Exception);
        Files = Result.GeneratedSources.ToImmutableSortedDictionary(
            static source => source.HintName,
            static source => source.SourceText.ToString(),
            StringComparer.Ordinal);
        Steps = new StepLog(Result);
    }

    public CSharpCompilation Input { get; }

    public CSharpCompilation Output { get; }

    public GeneratorRunResult Result { get; }

    /// <summary>The generated files by hint name.</summary>
    public ImmutableSortedDictionary<string, string> Files { get; }

    public StepLog Steps { get; }

    /// <summary>What another project references this one by: its jobs and what was generated for them, compiled.</summary>
    public MetadataReference ToReference(params string[] aliases)
    {
        using MemoryStream image = new();
        EmitResult result = Output.WithOptions(Output.Options.WithGeneralDiagnosticOption(ReportDiagnostic.Default)).Emit(image);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics));
        return MetadataReference.CreateFromImage(image.ToArray(), new MetadataReferenceProperties(aliases: [.. aliases]));
    }

    /// <summary>Runs once and then applies every rule of the house to the run.</summary>
    public static GeneratorRun Strict(TestProject project)
    {
        GeneratorRun run = Plain(project);
        StrictRules.Check(project, run);
        return run;
    }

    /// <inheritdoc cref="Strict(TestProject)"/>
    public static GeneratorRun Strict(params string[] sources) => Strict(TestProject.Of(sources));

    /// <summary>Runs once, without the rules: for runs that are themselves part of a rule.</summary>
    public static GeneratorRun Plain(TestProject project) => Plain(project, project.Compile());

    /// <inheritdoc cref="Plain(TestProject)"/>
    public static GeneratorRun Plain(TestProject project, CSharpCompilation compilation)
    {
        ImmutableArray<ISourceGenerator> generators = project.HasJsonContext
            ? [Product.NewGenerator(), TestReferences.JsonGenerator]
            : [Product.NewGenerator()];
        GeneratorDriver driver = CSharpGeneratorDriver.Create(
            generators,
            parseOptions: project.ParseOptions,
            optionsProvider: project.Options,
            driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));
        return new GeneratorRun(project, compilation, driver);
    }

    /// <summary>Runs again on a changed compilation, as an IDE does after an edit.</summary>
    public GeneratorRun Again(CSharpCompilation compilation) => new(_project, compilation, _driver);

    /// <summary>Runs again after one file's text changed.</summary>
    public GeneratorRun AfterEdit(string path, Func<string, string> edit)
    {
        SyntaxTree old = Input.SyntaxTrees.Single(tree => tree.FilePath.EndsWith("/" + path, StringComparison.Ordinal));
        string before = old.GetText().ToString();
        string after = edit(before);
        Assert.NotEqual(before, after);
        return Again(Input.ReplaceSyntaxTree(old, old.WithChangedText(Microsoft.CodeAnalysis.Text.SourceText.From(after, System.Text.Encoding.UTF8))));
    }

    /// <summary>The one generated file that declares a type of this name.</summary>
    public string FileOf(string typeName) =>
        Assert.Single(Files.Values, text => text.Contains($" class {typeName}\n", StringComparison.Ordinal));
}
