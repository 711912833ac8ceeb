using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AsyncJobs.Analyzers.Index;

/// <summary>Finds what refers to a variable or member, and what is written to it.</summary>
internal sealed class References(CodeIndex code)
{
    private readonly ConditionalWeakTable<IOperation, Dictionary<ISymbol, ImmutableArray<IOperation>>> _variables = new();
    private readonly ConcurrentDictionary<ISymbol, ImmutableArray<IOperation>> _members = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<ISymbol, ImmutableArray<IOperation>> _writes = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<ISymbol, bool> _written = new(SymbolEqualityComparer.Default);

    /// <summary>The references to a local, parameter, field or property, and the declarations of a local.</summary>
    /// <param name="symbol">What is referred to.</param>
    /// <param name="near">An operation in the body that a local belongs to.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public ImmutableArray<IOperation> To(ISymbol symbol, IOperation near, CancellationToken cancellationToken) => symbol switch
    {
        ILocalSymbol => ReferencesIn(OperationTree.RootOf(near), symbol),
        IParameterSymbol parameter => To(parameter, cancellationToken),
        IFieldSymbol or IPropertySymbol => ToMember(symbol.OriginalDefinition, cancellationToken),
        _ => [],
    };

    /// <summary>The references to a parameter: in its method, and to one of a type's head in the whole type.</summary>
    public ImmutableArray<IOperation> To(IParameterSymbol parameter, CancellationToken cancellationToken)
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
        foreach (IOperation body in code.BodiesOf(method, cancellationToken))
            references.AddRange(ReferencesIn(OperationTree.RootOf(body), parameter));

        if (Declarations.IsPrimary(method, cancellationToken))
        {
            references.AddRange(_members.TryGetValue(parameter, out ImmutableArray<IOperation> known)
                ? known
                : _members.GetOrAdd(parameter, FindInType(method.ContainingType, parameter, static _ => true, cancellationToken)));
        }

        return references.ToImmutable();
    }

    /// <summary>Whether anything in the text of its method, or of its type, looks like a write to a parameter.</summary>
    public bool MayWrite(IParameterSymbol parameter, CancellationToken cancellationToken)
    {
        parameter = parameter.OriginalDefinition;
        return _written.TryGetValue(parameter, out bool known) ? known : _written.GetOrAdd(parameter, LooksWritten(parameter, cancellationToken));
    }

    /// <summary>The references to a field or property of the compilation.</summary>
    public ImmutableArray<IOperation> ToMember(ISymbol member, CancellationToken cancellationToken)
    {
        if (!code.IsSource(member))
            return [];

        if (_members.TryGetValue(member, out ImmutableArray<IOperation> known))
            return known;

        return _members.GetOrAdd(member, Find(member, static _ => true, cancellationToken));
    }

    /// <summary>
    /// The references to a local, parameter, field or property that may write to it, or put something into the collection that it holds. Of a member,
    /// whatever only reads it is not even bound.
    /// </summary>
    /// <inheritdoc cref="To(ISymbol, IOperation, CancellationToken)"/>
    public ImmutableArray<IOperation> ThatWrite(ISymbol symbol, IOperation near, CancellationToken cancellationToken)
    {
        if (symbol is not (IFieldSymbol or IPropertySymbol))
            return To(symbol, near, cancellationToken);

        ISymbol member = symbol.OriginalDefinition;
        if (!code.IsSource(member))
            return [];

        return _members.TryGetValue(member, out ImmutableArray<IOperation> all) || _writes.TryGetValue(member, out all)
            ? all
            : _writes.GetOrAdd(member, FindWrites(member, cancellationToken));
    }

    /// <summary>The values that a local, parameter, field or property is given anywhere, by its declaration too.</summary>
    public IEnumerable<IOperation> WrittenTo(ISymbol symbol, IOperation near, CancellationToken cancellationToken)
    {
        foreach (SyntaxReference declaration in symbol is IFieldSymbol or IPropertySymbol ? symbol.DeclaringSyntaxReferences : [])
        {
            if (Declarations.InitializerOf(declaration, cancellationToken) is { } initializer
                && code.OperationOf(initializer.Value, cancellationToken) is { } value)
            {
                yield return value;
            }
        }

        foreach (IOperation reference in ThatWrite(symbol, near, cancellationToken))
        {
            IOperation? value = reference switch
            {
                IVariableDeclaratorOperation declarator => declarator.GetVariableInitializer()?.Value,
                { Parent: ISimpleAssignmentOperation assignment } when assignment.Target == reference => assignment.Value,
                { Parent: ICoalesceAssignmentOperation assignment } when assignment.Target == reference => assignment.Value,
                IPatternOperation pattern => PatternInputs.Of(pattern),
                _ => null,
            };
            if (value is not null)
            {
                yield return value;
                continue;
            }

            foreach (IOperation element in TupleElements.AssignedTo(code, reference, cancellationToken))
                yield return element;
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

    private bool LooksWritten(IParameterSymbol parameter, CancellationToken cancellationToken)
    {
        if (parameter.ContainingSymbol is not IMethodSymbol method)
            return false;

        foreach (SyntaxReference declaration in (method.PartialImplementationPart ?? method).DeclaringSyntaxReferences)
        {
            foreach (SyntaxNode name in code.Mentions.In(declaration.GetSyntax(cancellationToken), parameter.Name, cancellationToken))
            {
                if (Writes.IsWrite(name))
                    return true;
            }
        }

        return false;
    }

    // What has no setter is written in its own type alone. Who sees a collection may fill it.
    private ImmutableArray<IOperation> FindWrites(ISymbol member, CancellationToken cancellationToken)
    {
        (ITypeSymbol type, bool isSetElsewhere) = member is IPropertySymbol property
            ? (property.Type, property.SetMethod is { DeclaredAccessibility: not Accessibility.Private } || property.RefKind != RefKind.None)
            : (((IFieldSymbol)member).Type, member is IFieldSymbol { IsReadOnly: false, IsConst: false });
        if (code.Known.IsCollection(type))
            return Find(member, static name => Writes.IsWrite(name) || Writes.IsFill(name), cancellationToken);

        return isSetElsewhere
            ? Find(member, Writes.IsWrite, cancellationToken)
            : FindInType(member.ContainingType, member, Writes.IsWrite, cancellationToken);
    }

    // What is private is mentioned in its type alone.
    private ImmutableArray<IOperation> Find(ISymbol member, Func<SyntaxNode, bool> isWanted, CancellationToken cancellationToken) =>
        member.DeclaredAccessibility is Accessibility.Private
            ? FindInType(member.ContainingType, member, isWanted, cancellationToken)
            : Resolve(code.Mentions.ToFollow(member.Name, cancellationToken).Where(isWanted), member, cancellationToken);

    private ImmutableArray<IOperation> FindInType(
        INamedTypeSymbol type, ISymbol symbol, Func<SyntaxNode, bool> isWanted, CancellationToken cancellationToken) =>
        Resolve(
            type.DeclaringSyntaxReferences
                .SelectMany(declaration => code.Mentions.In(declaration.GetSyntax(cancellationToken), symbol.Name, cancellationToken))
                .Where(isWanted),
            symbol,
            cancellationToken);

    private ImmutableArray<IOperation> Resolve(IEnumerable<SyntaxNode> names, ISymbol symbol, CancellationToken cancellationToken)
    {
        ImmutableArray<IOperation>.Builder references = ImmutableArray.CreateBuilder<IOperation>();
        foreach (SyntaxNode name in names)
        {
            if (!code.MayMean(name, symbol, cancellationToken))
                continue;

            IOperation? operation = code.OperationAt(name, cancellationToken);
            if (OperationTree.SymbolOf(operation) is { } referenced && SymbolEqualityComparer.Default.Equals(referenced.OriginalDefinition, symbol))
                references.Add(operation!);
        }

        return references.ToImmutable();
    }
}
