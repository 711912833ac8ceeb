using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AsyncJobs.Evaluation.Checkouts;

/// <summary>Compiles the projects of a checkout, as far as they compile without the packages that only they have.</summary>
internal sealed class ProjectCompiler
{
    private static readonly CSharpParseOptions s_parse = new(LanguageVersion.Preview, preprocessorSymbols: ["NET", "NETCOREAPP", "RELEASE"]);
    private static readonly string[] s_implicit =
        ["System", "System.Collections.Generic", "System.IO", "System.Linq", "System.Net.Http", "System.Threading", "System.Threading.Tasks"];
    private static readonly string[] s_implicitOfWeb =
    [
        "System.Net.Http.Json", "Microsoft.AspNetCore.Builder", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Http",
        "Microsoft.AspNetCore.Routing", "Microsoft.Extensions.Configuration", "Microsoft.Extensions.DependencyInjection",
        "Microsoft.Extensions.Hosting", "Microsoft.Extensions.Logging",
    ];

    private readonly Dictionary<string, CSharpCompilation> _compiled = new(StringComparer.Ordinal);

    /// <summary>Compiles one, after those that it references.</summary>
    public CSharpCompilation Compile(ProjectFile project)
    {
        List<SyntaxTree> trees = [.. Sources(project).Select(static path => CSharpSyntaxTree.ParseText(File.ReadAllText(path), s_parse, path))];
        if (project.HasImplicitUsings)
            trees.Add(CSharpSyntaxTree.ParseText(GlobalUsings(project), s_parse));
        bool isProgram = project.IsProgram
            || trees.Any(static tree => tree.GetRoot().ChildNodes().Any(static node => node.IsKind(SyntaxKind.GlobalStatement)));
        CSharpCompilation compilation = CSharpCompilation.Create(
            project.Name,
            trees,
            [.. KnownReferences.Of(project), .. Referenced(project)],
            new CSharpCompilationOptions(isProgram ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true));
        _compiled[project.Path] = compilation;
        return compilation;
    }

    private IEnumerable<MetadataReference> Referenced(ProjectFile project)
    {
        HashSet<string> found = [];
        Stack<string> open = new(project.References);
        while (open.TryPop(out string? path))
        {
            if (!found.Add(path) || !_compiled.TryGetValue(path, out CSharpCompilation? compilation))
                continue;

            yield return compilation.ToMetadataReference();
            foreach (string next in ProjectFile.TryRead(path)?.References ?? [])
                open.Push(next);
        }
    }

    private static string GlobalUsings(ProjectFile project) =>
        string.Concat(s_implicit.Concat(project.IsWeb ? s_implicitOfWeb : []).Select(static name => $"global using global::{name};\n"));

    // All files below the project's folder, but not those of other projects below it and what builds leave.
    private static ImmutableArray<string> Sources(ProjectFile project)
    {
        string[] others =
        [
            .. Directory.EnumerateFiles(project.Folder, "*.csproj", SearchOption.AllDirectories)
                .Select(static path => Path.GetDirectoryName(path)!)
                .Where(folder => folder != project.Folder)
                .Select(static folder => folder + Path.DirectorySeparatorChar),
        ];
        return
        [
            .. Directory.EnumerateFiles(project.Folder, "*.cs", SearchOption.AllDirectories)
                .Where(path => !others.Any(other => path.StartsWith(other, StringComparison.Ordinal)))
                .Where(path => !IsOutput(Path.GetRelativePath(project.Folder, path)))
                .Order(StringComparer.Ordinal),
        ];
    }

    private static bool IsOutput(string path) => path.Split(Path.DirectorySeparatorChar) is ["bin" or "obj", ..];
}
