using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using AsyncJobs.Generator.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AsyncJobs.Generator.Flow;

/// <summary>What the analyzers of outgoing calls know of one compilation, gathered as they ask.</summary>
internal sealed class CallFlow
{
    // Analyzers keep nothing between compilations: what they share of one goes with it.
    private static readonly ConditionalWeakTable<Compilation, CallFlow> s_flows = new();

    private CallFlow(Compilation compilation, Settings settings)
    {
        Code = new CodeIndex(compilation);
        Implementations = new Implementations(Code);
        Callers = new Callers(Code, Implementations);
        Settings = settings;
        Clients = new ClientRegistrations(this);
        Reachable = new ReachableCode(Code, Implementations);
        Foreign = new ForeignLibraries(compilation);
    }

    public CodeIndex Code { get; }

    public Implementations Implementations { get; }

    public Callers Callers { get; }

    public Settings Settings { get; }

    /// <summary>What invocations run.</summary>
    public ReachableCode Reachable { get; }

    /// <summary>What is registered in a container.</summary>
    public ClientRegistrations Clients { get; }

    /// <summary>What is known of referenced libraries.</summary>
    public ForeignLibraries Foreign { get; }

    /// <summary>What is known of fields and properties.</summary>
    public ConcurrentDictionary<ISymbol, ValueOrigin> Members { get; } = new(SymbolEqualityComparer.Default);

    /// <summary>What is known of parameters.</summary>
    public ConcurrentDictionary<ISymbol, Destinations> Parameters { get; } = new(SymbolEqualityComparer.Default);

    /// <summary>Which methods make outgoing calls.</summary>
    public ConcurrentDictionary<ISymbol, bool> Calling { get; } = new(SymbolEqualityComparer.Default);

    public static CallFlow Of(Compilation compilation, AnalyzerOptions options) =>
        s_flows.TryGetValue(compilation, out CallFlow? flow) ? flow : s_flows.GetValue(compilation, key => new CallFlow(key, ReadSettings(key, options)));

    public ValueOrigin OriginOf(IOperation? operation, CancellationToken cancellationToken) => new OriginEvaluator(this, cancellationToken).Of(operation);

    /// <summary>Whether a value is made from the remaining time, here or by all who call this.</summary>
    public bool IsDerivedForCallers(IOperation? operation, CancellationToken cancellationToken) =>
        OriginOf(operation, cancellationToken) is var origin
        && (origin.IsDerived || (origin.Has(ValueKinds.Parameter) && new OriginEvaluator(this, cancellationToken) { FollowsCallers = true }.Of(operation).IsDerived));

    /// <summary>Whether it is a method of a job, whose token is the budget's.</summary>
    public bool IsJob(IMethodSymbol method) => method.FindAttribute("AsyncJobs", "AsyncJobAttribute") is not null;

    private static Settings ReadSettings(Compilation compilation, AnalyzerOptions options)
    {
        Settings all = Settings.Read(options.AnalyzerConfigOptionsProvider.GlobalOptions);
        foreach (SyntaxTree tree in compilation.SyntaxTrees)
            all = all.With(Settings.Read(options.AnalyzerConfigOptionsProvider.GetOptions(tree)));
        return all;
    }
}
