using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using AsyncJobs.Analyzers;
using AsyncJobs.Analyzers.Index;
using AsyncJobs.Analyzers.Known;
using AsyncJobs.Analyzers.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace AsyncJobs.CodeFixes.Site;

/// <summary>A project as the rules about outgoing calls see it.</summary>
internal sealed class ProjectView
{
    private static readonly ConditionalWeakTable<Compilation, ProjectView> s_views = new();

    private readonly CompilationWithAnalyzers _analysis;
    private readonly Compilation _plain;
    private readonly ConcurrentDictionary<SyntaxTree, ImmutableArray<Diagnostic>> _findings = new();
    private readonly ConcurrentDictionary<SyntaxTree, ImmutableArray<Diagnostic>> _errors = new();
    private ImmutableArray<IInvocationOperation> _callsOut;
    private ImmutableArray<IOperation> _handedOut;
    private bool? _hasDynamicCalls;

    private ProjectView(Compilation compilation, AnalyzerOptions options)
    {
        _plain = compilation;
        _analysis = compilation.WithAnalyzers(
            Rules,
            new CompilationWithAnalyzersOptions(options, onAnalyzerException: null, concurrentAnalysis: true, logAnalyzerExecutionTime: false));
        Flow = CallFlow.Of(_analysis.Compilation, options);
    }

    /// <summary>The rules, all of them: a fix must not bring about what another one reports.</summary>
    public static ImmutableArray<DiagnosticAnalyzer> Rules { get; } =
    [
        new FixedClientTimeoutAnalyzer(),
        new UnlimitedCallAnalyzer(),
        new FixedCancellationAnalyzer(),
        new FixedWaitAnalyzer(),
        new PipelineTimeoutAnalyzer(),
        new OtherClientAnalyzer(),
        new NoReserveAnalyzer(),
        new ClientPerInvocationAnalyzer(),
        new UncoveredBodyAnalyzer(),
        new UnclampedTimeAnalyzer(),
        new OutlastingTimeAnalyzer(),
        new StepTokenAnalyzer(),
        new UnenteredBudgetAnalyzer(),
    ];

    /// <summary>The compilation of the analysis: its semantic models are made once each.</summary>
    public Compilation Compilation => _analysis.Compilation;

    public CallFlow Flow { get; }

    public static async Task<ProjectView?> OfAsync(Project project, CancellationToken cancellationToken)
    {
        Compilation? compilation = await project.GetCompilationAsync(cancellationToken).ConfigureAwait(false);
        return compilation is null
            ? null
            : s_views.TryGetValue(compilation, out ProjectView? known)
            ? known
            : s_views.GetValue(compilation, key => new ProjectView(key, project.AnalyzerOptions));
    }

    /// <summary>
    /// Whether functions of Amazon.Lambda.Core are all that runs, and none of them enters a budget: then the current budget has no deadline.
    /// </summary>
    public bool LacksCurrentBudget(CancellationToken cancellationToken) =>
        IsWritten("ILambdaContext", cancellationToken) && !IsWritten("AsyncJob", cancellationToken) && !IsWritten("Enter", cancellationToken);

    /// <summary>The calls that go out, of the files that a person writes.</summary>
    public ImmutableArray<IInvocationOperation> CallsOut(CancellationToken cancellationToken)
    {
        if (_callsOut.IsDefault)
            ImmutableInterlocked.InterlockedInitialize(ref _callsOut, FindCallsOut(cancellationToken));
        return _callsOut;
    }

    /// <summary>The clients that code of other assemblies is given, whose calls are not seen.</summary>
    public ImmutableArray<IOperation> ClientsHandedOut(CancellationToken cancellationToken)
    {
        if (_handedOut.IsDefault)
            ImmutableInterlocked.InterlockedInitialize(ref _handedOut, FindHandedOut(cancellationToken));
        return _handedOut;
    }

    /// <summary>Whether any call may be one of a client that is found no sooner than when it runs.</summary>
    public bool HasDynamicCalls(CancellationToken cancellationToken) =>
        _hasDynamicCalls ??= Written<InvocationExpressionSyntax>(cancellationToken)
            .Select(call => (Flow.Code.OperationOf(call, cancellationToken) as IDynamicInvocationOperation)?.Operation)
            .OfType<IDynamicMemberReferenceOperation>()
            .Any(called => Compilation.GetTypesByMetadataName("System.Net.Http.HttpClient").Any(client =>
                !client.GetMembers(called.MemberName).IsEmpty || client.BaseType?.GetMembers(called.MemberName).IsEmpty == false));

    /// <summary>What the rules say of a file.</summary>
    public async Task<ImmutableArray<Diagnostic>> FindingsInAsync(SyntaxTree tree, CancellationToken cancellationToken)
    {
        if (_findings.TryGetValue(tree, out ImmutableArray<Diagnostic> known))
            return known;

        ImmutableArray<Diagnostic> found =
            await _analysis.GetAnalyzerSemanticDiagnosticsAsync(ModelOf(tree), filterSpan: null, cancellationToken).ConfigureAwait(false);
        return _findings.GetOrAdd(tree, found);
    }

    /// <summary>Why a file does not compile.</summary>
    public ImmutableArray<Diagnostic> ErrorsIn(SyntaxTree tree, CancellationToken cancellationToken) =>
        _errors.TryGetValue(tree, out ImmutableArray<Diagnostic> known)
            ? known
            : _errors.GetOrAdd(tree, FindErrors(tree, cancellationToken));

    // By a person: the generator writes of the context too.
    private bool IsWritten(string name, CancellationToken cancellationToken) =>
        Flow.Code.Mentions.Of(name, cancellationToken).Any(static mention => !IsGenerated(mention.SyntaxTree));

    private static bool IsGenerated(SyntaxTree tree) => tree.FilePath.EndsWith(".g.cs", StringComparison.OrdinalIgnoreCase);

    private ImmutableArray<IInvocationOperation> FindCallsOut(CancellationToken cancellationToken) =>
    [
        .. Written<InvocationExpressionSyntax>(cancellationToken)
            .Select(call => Flow.Code.OperationOf(call, cancellationToken))
            .OfType<IInvocationOperation>()
            .Where(call => Flow.Code.Outgoing.KindOf(call) is OutgoingKind.Http or OutgoingKind.Library),
    ];

    private ImmutableArray<IOperation> FindHandedOut(CancellationToken cancellationToken) =>
    [
        .. Written<ArgumentSyntax>(cancellationToken)
            .Select(argument => Flow.Code.OperationOf(argument, cancellationToken))
            .OfType<IArgumentOperation>()
            .Where(argument => Flow.Known.Http.IsInvoker(OperationTree.Unwrapped(argument.Value)?.Type)
                && argument.Parameter?.ContainingSymbol is IMethodSymbol taker && Flow.Known.Foreign.SendsRequests(taker)
                && !Flow.Code.Outgoing.IsHttp(taker))
            .Select(static argument => argument.Value),
    ];

    private IEnumerable<T> Written<T>(CancellationToken cancellationToken)
        where T : SyntaxNode =>
        Compilation.SyntaxTrees.Where(static tree => !IsGenerated(tree))
            .SelectMany(tree => tree.GetRoot(cancellationToken).DescendantNodes().OfType<T>());

    /// <summary>Whether the compilation has a type of the product, its own or generated.</summary>
    public bool Has(string metadataName) => !Compilation.GetTypesByMetadataName(metadataName).IsEmpty;

#pragma warning disable RS1030 // This is no analyzer; the compilation hands out the same model again.
    public SemanticModel ModelOf(SyntaxTree tree) => Compilation.GetSemanticModel(tree);

    private ImmutableArray<Diagnostic> FindErrors(SyntaxTree tree, CancellationToken cancellationToken) =>
        [.. _plain.GetSemanticModel(tree).GetDiagnostics(null, cancellationToken).Where(static diagnostic =>
            diagnostic.Severity == DiagnosticSeverity.Error)];
#pragma warning restore RS1030
}
