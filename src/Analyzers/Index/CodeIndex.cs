using System.Collections.Concurrent;
using System.Collections.Immutable;
using AsyncJobs.Analyzers.Known;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
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

    // The compiler forgets what it has bound of a file when that file's own analysis is over; others ask for it later.
    private readonly ConcurrentDictionary<SyntaxTree, SemanticModel> _models = new();
    private readonly ConcurrentDictionary<SyntaxNode, SymbolInfo> _symbols = new();

    public CodeIndex(Compilation compilation, Settings settings)
    {
        Compilation = compilation;
        Settings = settings;
        Known = new KnownSymbols(compilation);
        Outgoing = new OutgoingCalls(Known, settings);
        Mentions = new Mentions(compilation);
        References = new References(this);
        Heirs = new Heirs(this);
        Implementations = new Implementations(this);
        Creations = new Creations(this);
        Callers = new Callers(this);
        Plain = new PlainCalls(this);
        Reachable = new ReachableCode(this);
        Repeated = new RepeatedCode(this);
        Starts = new JobStarts(this);
        Users = new MethodUsers(this);
        Chains = new ConstructorChains(this);
        Entries = new BudgetEntries(this);
        Scoped = new ScopedTypes(this);
        TakenApart = new TakenApart(this);
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

    /// <summary>Which types derive from which.</summary>
    public Heirs Heirs { get; }

    public Implementations Implementations { get; }

    /// <summary>Where objects are made.</summary>
    public Creations Creations { get; }

    public Callers Callers { get; }

    /// <summary>Who calls a private method, as far as the text tells.</summary>
    public PlainCalls Plain { get; }

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

    /// <summary>Of which types each request has an object of its own.</summary>
    public ScopedTypes Scoped { get; }

    /// <summary>Where objects are taken apart.</summary>
    public TakenApart TakenApart { get; }

    /// <summary>Which methods make outgoing calls, as far as somebody has asked.</summary>
    public ConcurrentDictionary<ISymbol, bool> Calling { get; } = new(SymbolEqualityComparer.Default);

    /// <summary>Every type that the compilation declares.</summary>
    public ImmutableArray<INamedTypeSymbol> Types => _types.Value;

    /// <summary>Whether the compilation declares it.</summary>
    public bool IsSource(ISymbol symbol) => SymbolEqualityComparer.Default.Equals(symbol.ContainingAssembly, Compilation.Assembly);

    /// <summary>The operation of a syntax node; null for none.</summary>
    public IOperation? OperationOf(SyntaxNode node, CancellationToken cancellationToken) =>
        ModelOf(node.SyntaxTree)?.GetOperation(node, cancellationToken);

    /// <summary>The symbol that a syntax node declares; null for none.</summary>
    public ISymbol? DeclaredBy(SyntaxNode node, CancellationToken cancellationToken) =>
        ModelOf(node.SyntaxTree)?.GetDeclaredSymbol(node, cancellationToken);

    /// <summary>
    /// Whether a mention of a name may be one of a symbol, whose operation then tells: what a name means is found once for all who ask.
    /// </summary>
    public bool MayMean(SyntaxNode name, ISymbol symbol, CancellationToken cancellationToken) =>
        SymbolAt(name, cancellationToken) is var info
        && (info.Symbol is { } found
            ? SymbolEqualityComparer.Default.Equals(Unreduced(found).OriginalDefinition, symbol)
            : !info.CandidateSymbols.IsEmpty);

    /// <summary>What a mention of a name means.</summary>
    public SymbolInfo SymbolAt(SyntaxNode name, CancellationToken cancellationToken) =>
        _symbols.TryGetValue(name, out SymbolInfo known)
            ? known
            : _symbols.GetOrAdd(name, ModelOf(name.SyntaxTree)?.GetSymbolInfo(name, cancellationToken) ?? default);

    /// <summary>The type that a name in a body means, without binding the body; null for none.</summary>
    public ITypeSymbol? TypeNamed(TypeSyntax type, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return ModelOf(type.SyntaxTree)?.GetSpeculativeTypeInfo(type.SpanStart, type, SpeculativeBindingOption.BindAsTypeOrNamespace).Type;
    }

    /// <summary>The methods that a name behind a value of a type may mean where code stands, those of extensions included.</summary>
    public ImmutableArray<ISymbol> MethodsNamed(string name, SyntaxNode code, ITypeSymbol type) =>
        ModelOf(code.SyntaxTree)?.LookupSymbols(code.SpanStart, type, name, includeReducedExtensionMethods: true) ?? [];

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

    private static ISymbol Unreduced(ISymbol symbol) => symbol is IMethodSymbol { ReducedFrom: { } method } ? method : symbol;

    private SemanticModel? ModelOf(SyntaxTree tree)
    {
        if (_models.TryGetValue(tree, out SemanticModel? model))
            return model;

#pragma warning disable RS1030 // While analyzers run, the compilation hands out the model that they are given too; nothing is bound twice.
        return Compilation.ContainsSyntaxTree(tree) ? _models.GetOrAdd(tree, Compilation.GetSemanticModel(tree)) : null;
#pragma warning restore RS1030
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
