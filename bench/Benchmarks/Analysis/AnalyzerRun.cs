using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AsyncJobs.Benchmarks.Analysis;

/// <summary>Analyzers over the project, as a build runs them.</summary>
internal sealed class AnalyzerRun(ImmutableArray<DiagnosticAnalyzer> analyzers, CallingProject project)
{
    private const string NearestName = "Microsoft.NetCore.CSharp.Analyzers.Runtime.CSharpForwardCancellationTokenToInvocationsAnalyzer";

    private CSharpCompilation? _compilation;

    /// <summary>The analyzers of outgoing calls.</summary>
    public static ImmutableArray<DiagnosticAnalyzer> Product { get; } =
        Find(typeof(Analyzers.Rules.OutgoingCallAnalyzer).Assembly, static id => id.StartsWith("AJ1", StringComparison.Ordinal));

    /// <summary>The rule of the SDK that comes nearest: it looks for calls that could be given a token.</summary>
    public static ImmutableArray<DiagnosticAnalyzer> Nearest { get; } =
    [
        .. SdkAnalyzers()
            .Select(static assembly => assembly.GetType(NearestName))
            .OfType<Type>()
            .Select(static type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!),
    ];

    public void Prepare() => _compilation = project.Fresh();

    public void Run() => RunAsync().GetAwaiter().GetResult();

    /// <summary>The time that the analyzers themselves took, without what the compiler did for them: as the compiler's own report has it.</summary>
    public async Task<TimeSpan> OwnTimeAsync()
    {
        Prepare();
        CompilationWithAnalyzers run = Start();
        AnalysisResult result = await run.GetAnalysisResultAsync(CancellationToken.None);
        return result.AnalyzerTelemetryInfo.Values.Aggregate(TimeSpan.Zero, static (sum, info) => sum + info.ExecutionTime);
    }

    private async Task RunAsync()
    {
        ImmutableArray<Diagnostic> diagnostics = await Start().GetAnalyzerDiagnosticsAsync(CancellationToken.None);
        if (diagnostics.FirstOrDefault(static diagnostic => diagnostic.Id == "AD0001") is { } fault)
            throw new InvalidOperationException(fault.ToString());
    }

    // One at a time, so that the processor's time is that of the work and not of waiting for one another.
    private CompilationWithAnalyzers Start() => _compilation!.WithAnalyzers(
        analyzers,
        new CompilationWithAnalyzersOptions(
            new AnalyzerOptions([]), onAnalyzerException: null, concurrentAnalysis: false, logAnalyzerExecutionTime: true));

    private static ImmutableArray<DiagnosticAnalyzer> Find(Assembly assembly, Predicate<string> isWanted) =>
    [
        .. assembly.GetTypes()
            .Where(static type => !type.IsAbstract)
            .Where(static type => type.GetCustomAttribute<DiagnosticAnalyzerAttribute>()?.Languages.Contains(LanguageNames.CSharp) == true)
            .Select(static type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!)
            .Where(analyzer => analyzer.SupportedDiagnostics.Any(descriptor => isWanted(descriptor.Id))),
    ];

    private static IEnumerable<Assembly> SdkAnalyzers()
    {
        using Stream list = typeof(AnalyzerRun).Assembly.GetManifestResourceStream("sdk.analyzers.txt")
            ?? throw new InvalidOperationException("The build did not embed sdk.analyzers.txt.");
        using StreamReader reader = new(list);
        foreach (string path in reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            yield return Assembly.LoadFrom(path);
    }
}
