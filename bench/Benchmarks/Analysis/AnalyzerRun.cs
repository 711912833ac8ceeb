using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AsyncJobs.Benchmarks.Analysis;

/// <summary>Analyzers over a project, as a build runs them.</summary>
internal sealed class AnalyzerRun(ImmutableArray<DiagnosticAnalyzer> analyzers, MeasuredCode project)
{
    private readonly ImmutableArray<MeasuredAnalyzer> _measured = [.. analyzers.Select(static analyzer => new MeasuredAnalyzer(analyzer))];

    private const string NearestName = "Microsoft.NetCore.CSharp.Analyzers.Runtime.CSharpForwardCancellationTokenToInvocationsAnalyzer";

    private CSharpCompilation? _compilation;

    /// <summary>The analyzers of outgoing calls.</summary>
    public static ImmutableArray<DiagnosticAnalyzer> Product { get; } =
        Find(typeof(Analyzers.Rules.OutgoingCallAnalyzer).Assembly, static id => id.StartsWith("AJ1", StringComparison.Ordinal));

    /// <summary>One that does nothing.</summary>
    public static ImmutableArray<DiagnosticAnalyzer> Idle { get; } = [new IdleAnalyzer()];

    /// <summary>The rule of the SDK that comes nearest: it looks for calls that could be given a token.</summary>
    public static ImmutableArray<DiagnosticAnalyzer> Nearest { get; } =
    [
        .. SdkAnalyzers()
            .Select(static assembly => assembly.GetType(NearestName))
            .OfType<Type>()
            .Select(static type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!),
    ];

    public void Prepare() => _compilation = project.Fresh();

    public void Run() => RunAsync(analyzers).GetAwaiter().GetResult();

    /// <summary>The processor time of each analyzer, of all that its rule does and has the compiler do.</summary>
    public IReadOnlyDictionary<string, TimeSpan> OwnTimes()
    {
        Prepare();
        RunAsync([.. _measured]).GetAwaiter().GetResult();
        return _measured.ToDictionary(static analyzer => analyzer.Rule, static analyzer => analyzer.Take());
    }

    // One at a time, so that the processor's time is that of the work and not of waiting for one another.
    private async Task RunAsync(ImmutableArray<DiagnosticAnalyzer> run)
    {
        CompilationWithAnalyzersOptions options = new(
            new AnalyzerOptions([]), onAnalyzerException: null, concurrentAnalysis: false, logAnalyzerExecutionTime: false);
        CompilationWithAnalyzers analysis = _compilation!.WithAnalyzers(run, options);
        ImmutableArray<Diagnostic> diagnostics = await analysis.GetAnalyzerDiagnosticsAsync(CancellationToken.None);
        if (diagnostics.FirstOrDefault(static diagnostic => diagnostic.Id == "AD0001") is { } fault)
            throw new InvalidOperationException(fault.ToString());
    }

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
