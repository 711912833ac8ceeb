using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AsyncJobs.Benchmarks.Generation;

/// <summary>A project of 1,000 files, some of which hold a job each.</summary>
internal sealed class LargeProject
{
    private const int Files = 1000;

    private static readonly CSharpParseOptions s_parse = new(LanguageVersion.Latest);

    private readonly CSharpCompilation _compilation;
    private int _bodies;
    private int _declarations;

    public LargeProject(int jobs)
    {
        List<SyntaxTree> trees = [Parse("Startup.cs", Startup), Parse("GlobalUsings.cs", GlobalUsings)];
        for (int i = 0; i < Files; i++)
            trees.Add(i < jobs ? Parse($"Job{i}.cs", Job(i)) : Parse($"Plain{i}.cs", Plain(i, 0, 0)));

        string[] platform = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator);
        _compilation = CSharpCompilation.Create(
            "Large",
            trees,
            [.. platform.Where(IsReferenced).Select(path => MetadataReference.CreateFromFile(path))],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        Diagnostic[] errors = [.. _compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity is DiagnosticSeverity.Error)];
        if (errors.Length > 0)
            throw new InvalidOperationException(errors[0].ToString());
    }

    private static string GlobalUsings =>
        """
        global using System;
        global using System.Collections.Generic;
        global using System.Threading;
        global using System.Threading.Tasks;
        global using AsyncJobs;
        """;

    private static string Startup =>
        """
        namespace Large;

        public static class Startup
        {
            [JobServices]
            public static void Configure(Microsoft.Extensions.DependencyInjection.IServiceCollection services) { }
        }
        """;

    public static GeneratorDriver NewDriver(IIncrementalGenerator generator) =>
        CSharpGeneratorDriver.Create([generator.AsSourceGenerator()], parseOptions: s_parse);

    /// <summary>The project as a compiler that has not seen it before gets it.</summary>
    public CSharpCompilation Fresh() => _compilation.RemoveAllSyntaxTrees().AddSyntaxTrees(_compilation.SyntaxTrees);

    /// <summary>The project after somebody typed in a method of a file that has no job.</summary>
    public CSharpCompilation WithEditedBody()
    {
        _bodies++;
        return WithLast();
    }

    /// <summary>The project after somebody typed in an attribute of such a file.</summary>
    public CSharpCompilation WithEditedDeclaration()
    {
        _declarations++;
        return WithLast();
    }

    private CSharpCompilation WithLast()
    {
        SyntaxTree last = _compilation.SyntaxTrees[^1];
        return _compilation.ReplaceSyntaxTree(last, Parse(last.FilePath, Plain(Files - 1, _bodies, _declarations)));
    }

    private static bool IsReferenced(string path) =>
        Path.GetFileName(path) is var name && (name.StartsWith("System.", StringComparison.Ordinal)
            || name is "AsyncJobs.dll" or "netstandard.dll" or "mscorlib.dll" or "Microsoft.Extensions.DependencyInjection.Abstractions.dll");

    private static SyntaxTree Parse(string path, string text) => CSharpSyntaxTree.ParseText(text, s_parse, path);

    private static string Job(int i) =>
        $$"""
        namespace Large.Jobs{{i}};

        public sealed record Request{{i}}(string Title, DateOnly From, DateOnly To, IReadOnlyList<string> Columns);

        public sealed record Report{{i}}(string Url, int Rows);

        public sealed class Reporter{{i}}
        {
            [AsyncJob("POST /reports{{i}}/{name}", TimeoutSeconds = 300, MaxAttempts = 2)]
            public async Task<Report{{i}}> Write(string name, Request{{i}} request, JobContext job, int limit = 100, bool totals = false)
            {
                await job.ReportProgressAsync(0.5, name);
                return new Report{{i}}(request.Title, limit);
            }
        }
        """;

    private static string Plain(int i, int body, int declaration) =>
        $$"""
        namespace Large.Plain;

        [Serializable]
        public sealed class Thing{{i}}
        {
            [Obsolete("edit {{declaration}}")]
            public int Count(List<int> numbers)
            {
                int sum = {{body}};
                foreach (int number in numbers)
                    sum += number;
                return sum;
            }
        }
        """;
}
