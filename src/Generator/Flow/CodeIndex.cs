using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace AsyncJobs.Generator.Flow;

/// <summary>
/// Finds code by what it declares or mentions: bodies of methods, references to variables and members, callers and implementations.
/// Nothing but the words of the files is indexed, and that not before somebody asks.
/// </summary>
internal sealed class CodeIndex(Compilation compilation)
{
    // What is called from so many places is no helper of a call, and to bind all of them is to compile the project again.
    private const int MostCallers = 300;

    private readonly ConditionalWeakTable<IOperation, Dictionary<ISymbol, ImmutableArray<IOperation>>> _variables = new();
    private readonly ConcurrentDictionary<ISymbol, ImmutableArray<IOperation>> _members = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<ISymbol, ImmutableArray<IOperation>> _callers = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<string, ImmutableArray<SyntaxNode>> _names = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, ImmutableArray<SyntaxNode>> _writes = new(StringComparer.Ordinal);
    private NameIndex? _index;
    private readonly Lazy<ImmutableArray<INamedTypeSymbol>> _types = new(() => [.. TypesOf(compilation.Assembly.GlobalNamespace)]);
    private readonly ConcurrentDictionary<IMethodSymbol, ImmutableArray<IMethodSymbol>> _implementations = new(SymbolEqualityComparer.Default);

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

    /// <summary>The outermost operation around another: a member's body or initializer.</summary>
    public static IOperation RootOf(IOperation operation)
    {
        while (operation.Parent is { } parent)
            operation = parent;
        return operation;
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
            returned.AddRange(ReturnsIn(body));
        return returned.ToImmutable();
    }

    /// <inheritdoc cref="ReturnsOf"/>
    public static IEnumerable<IOperation> ReturnsIn(IOperation body)
    {
        foreach (IOperation child in body.ChildOperations)
        {
            if (child is IReturnOperation { ReturnedValue: { } value })
                yield return value;
            if (child is IAnonymousFunctionOperation or ILocalFunctionOperation)
                continue;

            foreach (IOperation returned in ReturnsIn(child))
                yield return returned;
        }
    }

    /// <summary>The references to a local, parameter, field or property, and the declarations of a local.</summary>
    public ImmutableArray<IOperation> ReferencesTo(ISymbol symbol, IOperation near, CancellationToken cancellationToken) => symbol switch
    {
        ILocalSymbol => ReferencesIn(RootOf(near), symbol),
        IParameterSymbol parameter => ReferencesTo(parameter, cancellationToken),
        IFieldSymbol or IPropertySymbol => ReferencesToMember(symbol.OriginalDefinition, cancellationToken),
        _ => [],
    };

    /// <summary>The calls of a method or constructor in the compilation, through an interface or base class too.</summary>
    public ImmutableArray<IOperation> CallersOf(IMethodSymbol method, CancellationToken cancellationToken)
    {
        method = method.OriginalDefinition;
        return _callers.TryGetValue(method, out ImmutableArray<IOperation> callers)
            ? callers
            : _callers.GetOrAdd(method, FindCallers(method, cancellationToken));
    }

    /// <summary>The methods with a body that a call may reach: the method itself, or what implements or overrides it.</summary>
    public ImmutableArray<IMethodSymbol> TargetsOf(IMethodSymbol method)
    {
        method = method.OriginalDefinition;
        if (!IsSource(method))
            return [];

        bool isOpen = method.ContainingType?.TypeKind == TypeKind.Interface || method.IsAbstract || method.IsVirtual || method.IsOverride;
        return isOpen && method.MethodKind is MethodKind.Ordinary or MethodKind.PropertyGet
            ? _implementations.GetOrAdd(method, FindTargets)
            : [method];
    }

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

    private static IEnumerable<INamedTypeSymbol> TypesOf(INamespaceOrTypeSymbol container)
    {
        foreach (ISymbol member in container.GetMembers())
        {
            if (member is not INamespaceOrTypeSymbol inner)
                continue;
            if (inner is INamedTypeSymbol type)
                yield return type;

            foreach (INamedTypeSymbol nested in TypesOf(inner))
                yield return nested;
        }
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
            found.AddRange(NamesIn(tree.GetRoot(cancellationToken), name));

        return found.ToImmutable();
    }

    private static IEnumerable<SyntaxNode> NamesIn(SyntaxNode root, string name)
    {
        foreach (SyntaxNode node in root.DescendantNodes())
        {
            if (node is SimpleNameSyntax simple && simple.Identifier.ValueText == name)
                yield return node;
        }
    }

    private IReadOnlyList<SyntaxTree> TreesWith(string name, CancellationToken cancellationToken) =>
        (_index ??= new NameIndex(Compilation, cancellationToken)).TreesWith(name);

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

    private ImmutableArray<IOperation> ReferencesTo(IParameterSymbol parameter, CancellationToken cancellationToken)
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
            references.AddRange(ReferencesIn(RootOf(body), parameter));

        if (IsPrimary(method, cancellationToken))
            references.AddRange(_members.TryGetValue(parameter, out ImmutableArray<IOperation> known) ? known : FindInType(method.ContainingType, parameter, cancellationToken));

        return references.ToImmutable();
    }

    /// <summary>Whether it is a constructor that the head of its type declares, whose parameters all members see.</summary>
    public static bool IsPrimary(IMethodSymbol method, CancellationToken cancellationToken) =>
        method.MethodKind == MethodKind.Constructor
        && method.DeclaringSyntaxReferences is { Length: 1 } references
        && references[0].GetSyntax(cancellationToken) is TypeDeclarationSyntax;

    private ImmutableArray<IOperation> ReferencesToMember(ISymbol member, CancellationToken cancellationToken)
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
            references = Resolve(mentions.Length <= MostCallers ? mentions : WritesIn(member.Name, mentions), member, cancellationToken);
        }

        return _members.GetOrAdd(member, references);
    }

    private ImmutableArray<SyntaxNode> WritesIn(string name, ImmutableArray<SyntaxNode> mentions)
    {
        ImmutableArray<SyntaxNode> writes = _writes.GetOrAdd(name, _ => [.. mentions.Where(IsWrite)]);
        return writes.Length <= MostCallers ? writes : [];
    }

    private static bool IsWrite(SyntaxNode name)
    {
        SyntaxNode target = name.Parent is MemberAccessExpressionSyntax or MemberBindingExpressionSyntax ? name.Parent : name;
        return target.Parent is AssignmentExpressionSyntax assignment && assignment.Left == target;
    }

    private ImmutableArray<IOperation> FindInType(INamedTypeSymbol type, ISymbol symbol, CancellationToken cancellationToken)
    {
        ImmutableArray<IOperation>.Builder references = ImmutableArray.CreateBuilder<IOperation>();
        foreach (SyntaxReference declaration in type.DeclaringSyntaxReferences)
            references.AddRange(Resolve([.. NamesIn(declaration.GetSyntax(cancellationToken), symbol.Name)], symbol, cancellationToken));

        ImmutableArray<IOperation> found = references.ToImmutable();
        return symbol is IParameterSymbol ? _members.GetOrAdd(symbol, found) : found;
    }

    private ImmutableArray<IOperation> Resolve(ImmutableArray<SyntaxNode> names, ISymbol symbol, CancellationToken cancellationToken)
    {
        ImmutableArray<IOperation>.Builder references = ImmutableArray.CreateBuilder<IOperation>();
        foreach (SyntaxNode name in names)
        {
            IOperation? operation = OperationAt(name, cancellationToken);
            ISymbol? referenced = operation switch
            {
                IFieldReferenceOperation field => field.Field,
                IPropertyReferenceOperation property => property.Property,
                IParameterReferenceOperation parameter => parameter.Parameter,
                _ => null,
            };
            if (referenced is not null && SymbolEqualityComparer.Default.Equals(referenced.OriginalDefinition, symbol))
                references.Add(operation!);
        }

        return references.ToImmutable();
    }

    private ImmutableArray<IOperation> FindCallers(IMethodSymbol method, CancellationToken cancellationToken)
    {
        ImmutableArray<IOperation>.Builder callers = ImmutableArray.CreateBuilder<IOperation>();
        if (method.MethodKind is MethodKind.Constructor)
        {
            foreach (SyntaxTree tree in TreesWith(method.ContainingType.Name, cancellationToken))
            {
                foreach (SyntaxNode node in tree.GetRoot(cancellationToken).DescendantNodes())
                {
                    bool isCreation = node switch
                    {
                        ObjectCreationExpressionSyntax creation => NameOf(creation.Type) == method.ContainingType.Name,
                        ImplicitObjectCreationExpressionSyntax => true,
                        _ => false,
                    };
                    if (isCreation && OperationOf(node, cancellationToken) is IObjectCreationOperation { Constructor: { } constructor } operation
                        && SymbolEqualityComparer.Default.Equals(constructor.OriginalDefinition, method))
                    {
                        callers.Add(operation);
                    }
                }
            }
        }
        else if (method.MethodKind is MethodKind.Ordinary or MethodKind.LocalFunction)
        {
            HashSet<SyntaxTree>? knowing = method.IsExtensionMethod || method.MethodKind == MethodKind.LocalFunction ? null : TreesThatKnow(method, cancellationToken);
            SyntaxNode[] calls = [.. Mentions(method.Name, cancellationToken).Where(name => (knowing is null || knowing.Contains(name.SyntaxTree)) && MayCall(name, method))];
            foreach (SyntaxNode name in calls.Length <= MostCallers ? calls : [])
            {
                if (OperationAt(name, cancellationToken) is IInvocationOperation invocation && Reaches(invocation.TargetMethod, method))
                    callers.Add(invocation);
            }
        }

        return callers.ToImmutable();
    }

    // Who calls a method of a type mentions the type, or a base or interface of it, in the same file: it declares the variable.
    private HashSet<SyntaxTree> TreesThatKnow(IMethodSymbol method, CancellationToken cancellationToken)
    {
        HashSet<SyntaxTree> trees = [];
        foreach (SyntaxReference declaration in method.ContainingType.DeclaringSyntaxReferences)
            trees.Add(declaration.SyntaxTree);

        trees.UnionWith(TreesWith(method.ContainingType.Name, cancellationToken));
        foreach (INamedTypeSymbol implemented in method.ContainingType.AllInterfaces)
        {
            if (IsSource(implemented))
                trees.UnionWith(TreesWith(implemented.Name, cancellationToken));
        }

        for (INamedTypeSymbol? ancestor = method.ContainingType.BaseType; ancestor is not null && IsSource(ancestor); ancestor = ancestor.BaseType)
            trees.UnionWith(TreesWith(ancestor.Name, cancellationToken));
        foreach (INamedTypeSymbol type in method.IsAbstract || method.IsVirtual || method.IsOverride || method.ContainingType.TypeKind == TypeKind.Interface ? Types : [])
        {
            if (DerivesFrom(type, method.ContainingType))
                trees.UnionWith(TreesWith(type.Name, cancellationToken));
        }

        return trees;
    }

    private static bool MayCall(SyntaxNode name, IMethodSymbol method)
    {
        SyntaxNode callee = name.Parent is MemberAccessExpressionSyntax or MemberBindingExpressionSyntax ? name.Parent : name;
        return callee.Parent is InvocationExpressionSyntax invocation && invocation.Expression == callee
            && (invocation.ArgumentList.Arguments.Count <= method.Parameters.Length || (method.Parameters.Length > 0 && method.Parameters[method.Parameters.Length - 1].IsParams));
    }

    private static string? NameOf(TypeSyntax type) => type switch
    {
        SimpleNameSyntax simple => simple.Identifier.ValueText,
        QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
        AliasQualifiedNameSyntax alias => alias.Name.Identifier.ValueText,
        _ => null,
    };

    private bool Reaches(IMethodSymbol called, IMethodSymbol method)
    {
        called = (called.ReducedFrom ?? called).OriginalDefinition;
        return SymbolEqualityComparer.Default.Equals(called, method)
            || (called.Name == method.Name && called.Parameters.Length == method.Parameters.Length
                && TargetsOf(called).Contains(method, SymbolEqualityComparer.Default));
    }

    private ImmutableArray<IMethodSymbol> FindTargets(IMethodSymbol method)
    {
        ImmutableArray<IMethodSymbol>.Builder targets = ImmutableArray.CreateBuilder<IMethodSymbol>();
        if (!method.IsAbstract)
            targets.Add(method);

        foreach (INamedTypeSymbol type in Types)
        {
            if (type.TypeKind is not (TypeKind.Class or TypeKind.Struct))
                continue;

            if (method.ContainingType.TypeKind == TypeKind.Interface)
            {
                foreach (INamedTypeSymbol implemented in type.AllInterfaces)
                {
                    if (SymbolEqualityComparer.Default.Equals(implemented.OriginalDefinition, method.ContainingType)
                        && MemberOf(implemented, method) is { } member
                        && type.FindImplementationForInterfaceMember(member) is IMethodSymbol implementation)
                    {
                        targets.Add(implementation.OriginalDefinition);
                    }
                }
            }
            else if (DerivesFrom(type, method.ContainingType))
            {
                foreach (ISymbol member in type.GetMembers(method.Name))
                {
                    if (member is IMethodSymbol { IsOverride: true } candidate && Overrides(candidate, method))
                        targets.Add(candidate);
                }
            }
        }

        return [.. targets.Distinct<IMethodSymbol>(SymbolEqualityComparer.Default)];
    }

    private static IMethodSymbol? MemberOf(INamedTypeSymbol type, IMethodSymbol definition)
    {
        foreach (ISymbol member in type.GetMembers(definition.Name))
        {
            if (SymbolEqualityComparer.Default.Equals(member.OriginalDefinition, definition))
                return member as IMethodSymbol;
        }

        return null;
    }

    private static bool DerivesFrom(INamedTypeSymbol type, INamedTypeSymbol ancestor)
    {
        for (INamedTypeSymbol? current = type.BaseType; current is not null; current = current.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(current.OriginalDefinition, ancestor.OriginalDefinition))
                return true;
        }

        return false;
    }

    private static bool Overrides(IMethodSymbol candidate, IMethodSymbol method)
    {
        for (IMethodSymbol? current = candidate; current is not null; current = current.OverriddenMethod)
        {
            if (SymbolEqualityComparer.Default.Equals(current.OriginalDefinition, method))
                return true;
        }

        return false;
    }
}
