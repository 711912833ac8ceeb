using AsyncJobs.Evaluation.Checkouts;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AsyncJobs.Benchmarks.Analysis;

/// <summary>A project that is compiled and analyzed again and again.</summary>
/// <param name="Name">What it is called in the tables.</param>
/// <param name="Compilation">The project.</param>
internal sealed record MeasuredCode(string Name, CSharpCompilation Compilation)
{
    /// <summary>How much code it is.</summary>
    public int Lines => Compilation.SyntaxTrees.Sum(static tree => tree.GetText().Lines.Count);

    /// <summary>The project as a compiler that has not seen any of it gets it: nothing is known of a file from an earlier build.</summary>
    public CSharpCompilation Fresh() => Compilation.RemoveAllSyntaxTrees().AddSyntaxTrees(Compilation.SyntaxTrees.Select(
        static tree => CSharpSyntaxTree.ParseText(tree.GetText(), (CSharpParseOptions)tree.Options, tree.FilePath)));

    /// <summary>A project of files that compile.</summary>
    /// <exception cref="InvalidOperationException">They do not.</exception>
    public static MeasuredCode Of(string name, IEnumerable<(string Path, string Text)> files, IEnumerable<MetadataReference> references)
    {
        CSharpParseOptions options = new(LanguageVersion.Latest);
        CSharpCompilation compilation = CSharpCompilation.Create(
            "Measured",
            files.Select(file => CSharpSyntaxTree.ParseText(file.Text, options, file.Path)),
            references,
            Options(OutputKind.DynamicallyLinkedLibrary));
        Diagnostic[] errors = [.. compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity is DiagnosticSeverity.Error)];
        return errors.Length == 0 ? new MeasuredCode(name, compilation) : throw new InvalidOperationException(errors[0].ToString());
    }

    /// <summary>The projects of a checkout that run on Lambda, as far as they compile without packages of their own.</summary>
    public static IEnumerable<MeasuredCode> Of(string folder)
    {
        ProjectCompiler compiler = new();
        foreach (ProjectFile project in FunctionProjects.Of(folder))
        {
            CSharpCompilation compilation = compiler.Compile(project);
            yield return new MeasuredCode(project.Name, compilation.WithOptions(Options(compilation.Options.OutputKind)));
        }
    }

    // On one thread, whose time can be told.
    private static CSharpCompilationOptions Options(OutputKind kind) =>
        new(kind, allowUnsafe: true, concurrentBuild: false, nullableContextOptions: NullableContextOptions.Enable);
}
