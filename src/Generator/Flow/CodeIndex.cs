using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace AsyncJobs.Generator.Flow;

/// <summary>
/// Finds code by what it declares or mentions: bodies of methods, references to variables and members, and what is written to them.
/// Nothing but the words of the files is indexed, and that not before somebody asks.
/// </summary>
internal sealed class CodeIndex(Compilation compilation)
{
    // Whoever is mentioned so often is no part of a call's limit, and to bind all mentions is to compile the project again.
    private const int MostMentions = 300;

    private readonly ConditionalWeakTable<IOperation, Dictionary<ISymbol, ImmutableArray<IOperation>>> _variables = new();
    private readonly ConcurrentDictionary<ISymbol, ImmutableArray<IOperation>> _members = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<string, ImmutableArray<SyntaxNode>> _names = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, ImmutableArray<SyntaxNode>> _writes = new(StringComparer.Ordinal);
    private readonly Lazy<ImmutableArray<INamedTypeSymbol>> _types = new(() => TypesOf(compilation));
    private NameIndex? _index;

    public Compilation Compilation { get; } = compilation;

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
#pragma warning restore RS1030
    }

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

    /// <summary>The references to a local, parameter, field or property, and the declarations of a local.</summary>
    /// <param name="symbol">What is referred to.</param>
    /// <param name="near">An operation in the body that a local belongs to.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public ImmutableArray<IOperation> ReferencesTo(ISymbol symbol, IOperation near, CancellationToken cancellationToken) => symbol switch
    {
        ILocalSymbol => ReferencesIn(OperationTree.RootOf(near), symbol),
        IParameterSymbol parameter => ReferencesTo(parameter, cancellationToken),
        IFieldSymbol or IPropertySymbol => ReferencesToMember(symbol.OriginalDefinition, cancellationToken),
        _ => [],
    };

    /// <summary>The references to a parameter: in its method, and to one of a type's head in the whole type.</summary>
    public ImmutableArray<IOperation> ReferencesTo(IParameterSymbol parameter, CancellationToken cancellationToken)
    {
        parameter = parameter.OriginalDefinition;
        if (parameter.ContainingSymbol is not IMethodSymbol method)
            return [];

        if (method.PartialImplementationPart is { } part)
        {
            method = part;
            parameter = part.Parameters[parameter.Ordinal];
        }

        ImmutableArray<IOperation>.Builder references = ImmutableArray.CreateBuilder<IOperation>();
        foreach (IOperation body in BodiesOf(method, cancellationToken))
            references.AddRange(ReferencesIn(OperationTree.RootOf(body), parameter));

        if (IsPrimary(method, cancellationToken))
            references.AddRange(_members.TryGetValue(parameter, out ImmutableArray<IOperation> known) ? known : FindInType(method.ContainingType, parameter, cancellationToken));

        return references.ToImmutable();
    }

    /// <summary>Whether anything in the text of its method, or of its type, looks like a write to a parameter.</summary>
    public bool MayBeWritten(IParameterSymbol parameter, CancellationToken cancellationToken)
    {
        if (parameter.OriginalDefinition.ContainingSymbol is not IMethodSymbol method)
            return false;

        foreach (SyntaxReference declaration in (method.PartialImplementationPart ?? method).DeclaringSyntaxReferences)
        {
            foreach (SyntaxNode name in NameIndex.MentionsIn(declaration.GetSyntax(cancellationToken), parameter.Name, cancellationToken))
            {
                if (IsWrite(name))
                    return true;
            }
        }

        return false;
    }

    /// <summary>The references to a field or property of the compilation.</summary>
    public ImmutableArray<IOperation> ReferencesToMember(ISymbol member, CancellationToken cancellationToken)
    {
        if (!IsSource(member))
            return [];

        if (_members.TryGetValue(member, out ImmutableArray<IOperation> known))
            return known;

        ImmutableArray<IOperation> references;
        if (member.DeclaredAccessibility is Accessibility.Private)
        {
            references = FindInType(member.ContainingType, member, cancellationToken);
        }
        else
        {
            // Of what everybody has, such as an Id, only the writes are of use.
            ImmutableArray<SyntaxNode> mentions = Mentions(member.Name, cancellationToken);
            references = Resolve(mentions.Length <= MostMentions ? mentions : WritesIn(member.Name, mentions), member, cancellationToken);
        }

        return _members.GetOrAdd(member, references);
    }

    /// <summary>The values that a local, parameter, field or property is given anywhere, by its declaration too.</summary>
    public IEnumerable<IOperation> WrittenTo(ISymbol symbol, IOperation near, CancellationToken cancellationToken)
    {
        foreach (SyntaxReference declaration in symbol is IFieldSymbol or IPropertySymbol ? symbol.DeclaringSyntaxReferences : [])
        {
            if (InitializerOf(declaration, cancellationToken) is { } initializer && OperationOf(initializer.Value, cancellationToken) is { } value)
                yield return value;
        }

        foreach (IOperation reference in ReferencesTo(symbol, near, cancellationToken))
        {
            IOperation? value = reference switch
            {
                IVariableDeclaratorOperation declarator => declarator.GetVariableInitializer()?.Value,
                { Parent: ISimpleAssignmentOperation assignment } when assignment.Target == reference => assignment.Value,
                { Parent: ICoalesceAssignmentOperation assignment } when assignment.Target == reference => assignment.Value,
                _ => null,
            };
            if (value is not null)
            {
                yield return value;
                continue;
            }

            foreach (IOperation element in TupleElements.AssignedTo(this, reference, cancellationToken))
                yield return element;
        }
    }

    /// <summary>The initializer in the declaration of a field or property.</summary>
    public static EqualsValueClauseSyntax? InitializerOf(SyntaxReference declaration, CancellationToken cancellationToken) => declaration.GetSyntax(cancellationToken) switch
    {
        VariableDeclaratorSyntax variable => variable.Initializer,
        PropertyDeclarationSyntax property => property.Initializer,
        _ => null,
    };

    /// <summary>Whether it is a constructor that the head of its type declares, whose parameters all members see.</summary>
    public static bool IsPrimary(IMethodSymbol method, CancellationToken cancellationToken) =>
        method.MethodKind == MethodKind.Constructor
        && method.DeclaringSyntaxReferences is { Length: 1 } references
        && references[0].GetSyntax(cancellationToken) is TypeDeclarationSyntax;

    /// <summary>Of a record the parameters of its head are properties.</summary>
    public static IEnumerable<IPropertySymbol> PropertiesOf(IParameterSymbol parameter, CancellationToken cancellationToken) =>
        parameter.ContainingSymbol is IMethodSymbol { ContainingType: { } type } method && IsPrimary(method, cancellationToken)
            ? type.GetMembers(parameter.Name).OfType<IPropertySymbol>()
            : [];

    /// <summary>The files that may mention a name.</summary>
    public IReadOnlyList<SyntaxTree> TreesWith(string name, CancellationToken cancellationToken) =>
        (_index ??= new NameIndex(Compilation, cancellationToken)).TreesWith(name);

    /// <summary>The mentions of a name in the compilation.</summary>
    public ImmutableArray<SyntaxNode> Mentions(string name, CancellationToken cancellationToken) =>
        _names.TryGetValue(name, out ImmutableArray<SyntaxNode> nodes) ? nodes : _names.GetOrAdd(name, FindMentions(TreesWith(name, cancellationToken), name, cancellationToken));

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

    private static ISymbol? Variable(IOperation operation) => operation switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter.OriginalDefinition,
        IVariableDeclaratorOperation declarator => declarator.Symbol,
        IDeclarationPatternOperation { DeclaredSymbol: { } declared } => declared,
        IRecursivePatternOperation { DeclaredSymbol: { } declared } => declared,
        _ => null,
    };

    private static ImmutableArray<SyntaxNode> FindMentions(IEnumerable<SyntaxTree> trees, string name, CancellationToken cancellationToken)
    {
        ImmutableArray<SyntaxNode>.Builder found = ImmutableArray.CreateBuilder<SyntaxNode>();
        foreach (SyntaxTree tree in trees)
            found.AddRange(NameIndex.MentionsIn(tree.GetRoot(cancellationToken), name, cancellationToken));

        return found.ToImmutable();
    }

    private ImmutableArray<IOperation> ReferencesIn(IOperation root, ISymbol symbol)
    {
        if (!_variables.TryGetValue(root, out Dictionary<ISymbol, ImmutableArray<IOperation>>? variables))
        {
            Dictionary<ISymbol, ImmutableArray<IOperation>.Builder> found = new(SymbolEqualityComparer.Default);
            foreach (IOperation operation in root.DescendantsAndSelf())
            {
                if (Variable(operation) is not { } variable)
                    continue;
                if (!found.TryGetValue(variable, out ImmutableArray<IOperation>.Builder? operations))
                    found.Add(variable, operations = ImmutableArray.CreateBuilder<IOperation>());
                operations.Add(operation);
            }

            variables = new Dictionary<ISymbol, ImmutableArray<IOperation>>(found.Count, SymbolEqualityComparer.Default);
            foreach (KeyValuePair<ISymbol, ImmutableArray<IOperation>.Builder> pair in found)
                variables.Add(pair.Key, pair.Value.ToImmutable());

            variables = _variables.GetValue(root, _ => variables);
        }

        return variables.TryGetValue(symbol, out ImmutableArray<IOperation> references) ? references : [];
    }

    private ImmutableArray<SyntaxNode> WritesIn(string name, ImmutableArray<SyntaxNode> mentions)
    {
        ImmutableArray<SyntaxNode> writes = _writes.GetOrAdd(name, _ => [.. mentions.Where(IsWrite)]);
        return writes.Length <= MostMentions ? writes : [];
    }

    // Assigned, handed over by reference, or part of a tuple, which may be assigned.
    private static bool IsWrite(SyntaxNode name)
    {
        SyntaxNode target = name.Parent is MemberBindingExpressionSyntax || (name.Parent is MemberAccessExpressionSyntax access && access.Name == name) ? name.Parent : name;
        while (target.Parent is ParenthesizedExpressionSyntax or PostfixUnaryExpressionSyntax)
            target = target.Parent;

        return target.Parent switch
        {
            AssignmentExpressionSyntax assignment => assignment.Left == target,
            ArgumentSyntax argument => argument.Parent is TupleExpressionSyntax || !argument.RefKindKeyword.IsKind(SyntaxKind.None),
            RefExpressionSyntax => true,
            _ => false,
        };
    }

    private ImmutableArray<IOperation> FindInType(INamedTypeSymbol type, ISymbol symbol, CancellationToken cancellationToken)
    {
        ImmutableArray<IOperation>.Builder references = ImmutableArray.CreateBuilder<IOperation>();
        foreach (SyntaxReference declaration in type.DeclaringSyntaxReferences)
            references.AddRange(Resolve([.. NameIndex.MentionsIn(declaration.GetSyntax(cancellationToken), symbol.Name, cancellationToken)], symbol, cancellationToken));

        ImmutableArray<IOperation> found = references.ToImmutable();
        return symbol is IParameterSymbol ? _members.GetOrAdd(symbol, found) : found;
    }

    private ImmutableArray<IOperation> Resolve(ImmutableArray<SyntaxNode> names, ISymbol symbol, CancellationToken cancellationToken)
    {
        ImmutableArray<IOperation>.Builder references = ImmutableArray.CreateBuilder<IOperation>();
        foreach (SyntaxNode name in names)
        {
            IOperation? operation = OperationAt(name, cancellationToken);
            if (OperationTree.SymbolOf(operation) is { } referenced && SymbolEqualityComparer.Default.Equals(referenced.OriginalDefinition, symbol))
                references.Add(operation!);
        }

        return references.ToImmutable();
    }
}
