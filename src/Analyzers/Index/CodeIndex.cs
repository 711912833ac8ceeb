using System.Collections.Concurrent;
using System.Collections.Immutable;
using AsyncJobs.Analyzers.Known;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AsyncJobs.Analyzers.Index;

/// <summary>
/// Finds code by what it declares or mentions: bodies of methods, references, callers, implementations. Nothing but the words of the files is
/// indexed, and
/// that not before somebody asks.
/// </summary>
internal sealed class CodeIndex
{
    private readonly Lazy<ImmutableArray<INamedTypeSymbol>> _types;

    public CodeIndex(Compilation compilation, Settings settings)
    {
        Compilation = compilation;
        Settings = settings;
        Known = new KnownSymbols(compilation);
        Outgoing = new OutgoingCalls(Known, settings);
        Mentions = new Mentions(compilation);
        References = new References(this);
        Implementations = new Implementations(this);
        Callers = new Callers(this);
        Reachable = new ReachableCode(this);
        Repeated = new RepeatedCode(this);
        Starts = new JobStarts(this);
        Users = new MethodUsers(this);
        Chains = new ConstructorChains(this);
        Entries = new BudgetEntries(this);
        _types = new Lazy<ImmutableArray<INamedTypeSymbol>>(() => TypesOf(compilation));
    }

    public Compilation Compilation { get; }

    public Settings Settings { get; }

    /// <summary>The types and libraries that are known by name.</summary>
    public KnownSymbols Known { get; }

    /// <summary>Which calls go out.</summary>
    public OutgoingCalls Outgoing { get; }

    public Mentions Mentions { get; }

    public References References { get; }

    public Implementations Implementations { get; }

    public Callers Callers { get; }

    /// <summary>What invocations run.</summary>
    public ReachableCode Reachable { get; }

    /// <summary>What runs again and again.</summary>
    public RepeatedCode Repeated { get; }

    /// <summary>Which jobs start which.</summary>
    public JobStarts Starts { get; }

    /// <summary>What uses a method.</summary>
    public MethodUsers Users { get; }

    /// <summary>Which constructors run which.</summary>
    public ConstructorChains Chains { get; }

    /// <summary>Where invocations enter their budget.</summary>
    public BudgetEntries Entries { get; }

    /// <summary>Which methods make outgoing calls, as far as somebody has asked.</summary>
    public ConcurrentDictionary<ISymbol, bool> Calling { get; } = new(SymbolEqualityComparer.Default);

    /// <summary>Every type that the compilation declares.</summary>
    public ImmutableArray<INamedTypeSymbol> Types => _types.Value;

    /// <summary>Whether the compilation declares it.</summary>
    public bool IsSource(ISymbol symbol) => SymbolEqualityComparer.Default.Equals(symbol.ContainingAssembly, Compilation.Assembly);

    /// <summary>The operation of a syntax node; null for none.</summary>
    public IOperation? OperationOf(SyntaxNode node, CancellationToken cancellationToken)
    {
#pragma warning disable RS1030 // While analyzers run, the compilation hands out the model that they are given too; nothing is bound twice.
        return Compilation.ContainsSyntaxTree(node.SyntaxTree)
            ? Compilation.GetSemanticModel(node.SyntaxTree).GetOperation(node, cancellationToken)
            : null;
    }

    /// <summary>The symbol that a syntax node declares; null for none.</summary>
    public ISymbol? DeclaredBy(SyntaxNode node, CancellationToken cancellationToken) =>
        Compilation.ContainsSyntaxTree(node.SyntaxTree)
            ? Compilation.GetSemanticModel(node.SyntaxTree).GetDeclaredSymbol(node, cancellationToken)
            : null;
#pragma warning restore RS1030

    /// <summary>The bodies of a method, property accessor, local function or lambda; none if it is not declared here.</summary>
    public ImmutableArray<IOperation> BodiesOf(IMethodSymbol method, CancellationToken cancellationToken)
    {
        method = method.OriginalDefinition;
        method = method.PartialImplementationPart ?? method;
        if (!IsSource(method) || method.DeclaringSyntaxReferences.IsEmpty)
            return [];

        ImmutableArray<IOperation>.Builder bodies = ImmutableArray.CreateBuilder<IOperation>();
        foreach (SyntaxReference reference in method.DeclaringSyntaxReferences)
        {
            if (OperationOf(reference.GetSyntax(cancellationToken), cancellationToken) is { } body)
                bodies.Add(body);
        }

        return bodies.ToImmutable();
    }

    /// <summary>What a method returns, wherever it does; without what its lambdas and local functions return.</summary>
    public ImmutableArray<IOperation> ReturnsOf(IMethodSymbol method, CancellationToken cancellationToken)
    {
        ImmutableArray<IOperation>.Builder returned = ImmutableArray.CreateBuilder<IOperation>();
        foreach (IOperation body in BodiesOf(method, cancellationToken))
            returned.AddRange(OperationTree.ReturnsIn(body));
        return returned.ToImmutable();
    }

    /// <summary>What a call of a method may return, through an interface or base class too.</summary>
    public IEnumerable<IOperation> ReturnsOfCall(IMethodSymbol method, CancellationToken cancellationToken) =>
        Implementations.Of(method).SelectMany(target => ReturnsOf(target, cancellationToken));

    /// <summary>The operation that a mention of a name is part of: the reference, call or creation.</summary>
    public IOperation? OperationAt(SyntaxNode name, CancellationToken cancellationToken)
    {
        SyntaxNode node = name;
        if (node.Parent is MemberAccessExpressionSyntax access && access.Name == node)
            node = access;
        else if (node.Parent is MemberBindingExpressionSyntax binding)
            node = binding;
        if (node.Parent is InvocationExpressionSyntax invocation && invocation.Expression == node)
            node = invocation;

        return OperationOf(node, cancellationToken);
    }

    private static void AddTypes(INamespaceOrTypeSymbol container, ImmutableArray<INamedTypeSymbol>.Builder types)
    {
        foreach (INamedTypeSymbol type in container.GetTypeMembers())
        {
            types.Add(type);
            AddTypes(type, types);
        }

        foreach (INamespaceSymbol inner in container is INamespaceSymbol outer ? outer.GetNamespaceMembers() : [])
            AddTypes(inner, types);
    }

    private static ImmutableArray<INamedTypeSymbol> TypesOf(Compilation compilation)
    {
        ImmutableArray<INamedTypeSymbol>.Builder types = ImmutableArray.CreateBuilder<INamedTypeSymbol>();
        AddTypes(compilation.Assembly.GlobalNamespace, types);
        return types.ToImmutable();
    }
}
