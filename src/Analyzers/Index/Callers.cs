using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace AsyncJobs.Analyzers.Index;

/// <summary>Finds who calls a method, and what is passed for its parameters.</summary>
internal sealed class Callers(CodeIndex code)
{
    private readonly ConcurrentDictionary<ISymbol, ImmutableArray<IOperation>> _callers = new(SymbolEqualityComparer.Default);

    /// <summary>The calls of a method or constructor in the compilation, through an interface or base class too.</summary>
    public ImmutableArray<IOperation> Of(IMethodSymbol method, CancellationToken cancellationToken)
    {
        method = method.OriginalDefinition;
        return _callers.TryGetValue(method, out ImmutableArray<IOperation> callers)
            ? callers
            : _callers.GetOrAdd(method, [.. Find(method, cancellationToken)]);
    }

    /// <summary>The same for who may stop at one of them: those behind it are not bound.</summary>
    public IEnumerable<IOperation> OneByOne(IMethodSymbol method, CancellationToken cancellationToken)
    {
        method = method.OriginalDefinition;
        if (_callers.TryGetValue(method, out ImmutableArray<IOperation> known))
        {
            foreach (IOperation caller in known)
                yield return caller;
            yield break;
        }

        ImmutableArray<IOperation>.Builder found = ImmutableArray.CreateBuilder<IOperation>();
        foreach (IOperation caller in Find(method, cancellationToken))
        {
            found.Add(caller);
            yield return caller;
        }

        _callers.TryAdd(method, found.ToImmutable());
    }

    /// <summary>
    /// Whether a method is handed over without a call, as by new Lazy&lt;string&gt;(Load): what takes it may call it once, with arguments of its own.
    /// </summary>
    public bool IsHandedOver(IMethodSymbol method, CancellationToken cancellationToken) => HandedOver(method, cancellationToken).Any();

    /// <summary>Where a method is handed over without a call.</summary>
    public IEnumerable<IMethodReferenceOperation> HandedOver(IMethodSymbol method, CancellationToken cancellationToken)
    {
        foreach (SyntaxNode mention in code.Mentions.ToFollow(method.Name, cancellationToken))
        {
            if (mention.Parent is not MethodDeclarationSyntax && !IsCalled(mention)
                && code.MayMean(mention, method.OriginalDefinition, cancellationToken)
                && code.OperationAt(mention, cancellationToken) is IMethodReferenceOperation reference
                && SymbolEqualityComparer.Default.Equals(reference.Method.OriginalDefinition, method.OriginalDefinition))
            {
                yield return reference;
            }
        }
    }

    /// <summary>What the calls of its method pass for a parameter, one for each call; null where that cannot be told.</summary>
    public IEnumerable<IOperation?> PassedFor(IParameterSymbol parameter, CancellationToken cancellationToken)
    {
        if (parameter.ContainingSymbol is not IMethodSymbol method)
            yield break;

        foreach (IOperation caller in Of(method, cancellationToken))
            yield return PassedBy(caller, parameter);
    }

    /// <summary>What a call or creation passes for a parameter; null where that cannot be told.</summary>
    public static IOperation? PassedBy(IOperation caller, IParameterSymbol parameter) =>
        (caller is IInvocationOperation call ? call.Arguments : ((IObjectCreationOperation)caller).Arguments)
            .FirstOrDefault(argument => argument.Parameter?.Ordinal == parameter.Ordinal)?.Value;

    /// <summary>The same without what the text shows to be left out, or to be a constant: those calls are not bound.</summary>
    public IEnumerable<IOperation> GivenFor(IParameterSymbol parameter, CancellationToken cancellationToken)
    {
        if (parameter.ContainingSymbol is not IMethodSymbol { MethodKind: MethodKind.Ordinary, IsExtensionMethod: false } method || parameter.IsParams
            || _callers.ContainsKey(method.OriginalDefinition))
        {
            return PassedFor(parameter, cancellationToken).OfType<IOperation>();
        }

        return CallsOf(method.OriginalDefinition, name => MayGive(CallOf(name)!.ArgumentList.Arguments, parameter), cancellationToken)
            .Select(call => PassedBy(call, parameter))
            .OfType<IOperation>();
    }

    private static bool MayGive(SeparatedSyntaxList<ArgumentSyntax> arguments, IParameterSymbol parameter)
    {
        for (int index = 0; index < arguments.Count; index++)
        {
            if (arguments[index].NameColon is { } colon ? colon.Name.Identifier.ValueText == parameter.Name : index == parameter.Ordinal)
                return arguments[index].Expression is not LiteralExpressionSyntax;
        }

        return arguments.Any(static argument => argument.NameColon is not null);
    }

    /// <summary>
    /// Whether there are calls of a parameter's method, and each of them passes what is asked for: the method is the same for all of them.
    /// </summary>
    public bool AllPass(IParameterSymbol parameter, Func<IOperation, bool> isWanted, CancellationToken cancellationToken)
    {
        bool any = false;
        foreach (IOperation? passed in PassedFor(parameter, cancellationToken))
        {
            if (passed is null || !isWanted(passed))
                return false;
            any = true;
        }

        return any;
    }

    private IEnumerable<IOperation> Find(IMethodSymbol method, CancellationToken cancellationToken) => method.MethodKind switch
    {
        MethodKind.Constructor => code.Creations.By(method, cancellationToken),
        MethodKind.Ordinary or MethodKind.LocalFunction => CallsOf(method, static _ => true, cancellationToken),
        _ => [],
    };

    private IEnumerable<IOperation> CallsOf(IMethodSymbol method, Func<SyntaxNode, bool> isWanted, CancellationToken cancellationToken)
    {
        HashSet<SyntaxTree>? knowing = method.IsExtensionMethod
            || method.MethodKind == MethodKind.LocalFunction ? null : TreesThatKnow(method, cancellationToken);
        SyntaxNode[] calls =
        [
            .. code.Mentions.Of(method.Name, cancellationToken)
                .Where(name => (knowing is null || knowing.Contains(name.SyntaxTree)) && MayCall(name, method) && isWanted(name)),
        ];
        foreach (SyntaxNode name in calls.Length <= SearchLimits.MostCalls ? calls : [])
        {
            if (MayReach(name, method, cancellationToken)
                && code.OperationAt(name, cancellationToken) is IInvocationOperation invocation && Reaches(invocation, method))
            {
                yield return invocation;
            }
        }
    }

    // Who calls a method of a type mentions the type, or a base or interface of it, in the same file: it declares the variable.
    private HashSet<SyntaxTree> TreesThatKnow(IMethodSymbol method, CancellationToken cancellationToken)
    {
        HashSet<SyntaxTree> trees = [];
        foreach (SyntaxReference declaration in method.ContainingType.DeclaringSyntaxReferences)
            trees.Add(declaration.SyntaxTree);
        if (method.DeclaredAccessibility == Accessibility.Private)
            return trees;

        trees.UnionWith(code.Mentions.TreesWith(method.ContainingType.Name, cancellationToken));
        foreach (INamedTypeSymbol implemented in method.ContainingType.AllInterfaces)
        {
            if (code.IsSource(implemented))
                trees.UnionWith(code.Mentions.TreesWith(implemented.Name, cancellationToken));
        }

        for (INamedTypeSymbol? ancestor = method.ContainingType.BaseType; ancestor is not null
            && code.IsSource(ancestor); ancestor = ancestor.BaseType)
            trees.UnionWith(code.Mentions.TreesWith(ancestor.Name, cancellationToken));
        foreach (INamedTypeSymbol heir in Implementations.IsOverridable(method) ? code.Heirs.Of(method.ContainingType) : [])
            trees.UnionWith(code.Mentions.TreesWith(heir.Name, cancellationToken));

        return trees;
    }

    private static bool IsCalled(SyntaxNode name) => CallOf(name) is not null;

    private static InvocationExpressionSyntax? CallOf(SyntaxNode name)
    {
        SyntaxNode callee = name.Parent is MemberBindingExpressionSyntax
            || (name.Parent is MemberAccessExpressionSyntax access && access.Name == name) ? name.Parent : name;
        return callee.Parent is InvocationExpressionSyntax invocation && invocation.Expression == callee ? invocation : null;
    }

    private bool MayCall(SyntaxNode name, IMethodSymbol method) =>
        CallOf(name) is { } invocation
        && (invocation.ArgumentList.Arguments.Count <= method.Parameters.Length
            || (method.Parameters.Length > 0 && method.Parameters[method.Parameters.Length - 1].IsParams))
        && (invocation.Expression is not MemberAccessExpressionSyntax { Expression: BaseExpressionSyntax } || IsInHeir(name, method.ContainingType));

    // base.Send(…) is a call of what the type around it derives from.
    private bool IsInHeir(SyntaxNode name, INamedTypeSymbol type) =>
        name.FirstAncestorOrSelf<TypeDeclarationSyntax>() is { Identifier.ValueText: { } around }
        && code.Heirs.Of(type).Any(heir => heir.Name == around);

    private bool MayReach(SyntaxNode name, IMethodSymbol method, CancellationToken cancellationToken)
    {
        SymbolInfo info = code.SymbolAt(name, cancellationToken);
        return info.Symbol is null ? !info.CandidateSymbols.IsEmpty : info.Symbol is IMethodSymbol called && Reaches(called, method);
    }

    // base.Send(…) runs the method of the base, and nothing that overrides it.
    private bool Reaches(IInvocationOperation call, IMethodSymbol method) =>
        Reaches(call.TargetMethod, method)
        && (call.IsVirtual || !method.IsOverride || SymbolEqualityComparer.Default.Equals(call.TargetMethod.OriginalDefinition, method));

    private bool Reaches(IMethodSymbol called, IMethodSymbol method)
    {
        called = (called.ReducedFrom ?? called).OriginalDefinition;
        return SymbolEqualityComparer.Default.Equals(called, method)
            || (called.Name == method.Name && called.Parameters.Length == method.Parameters.Length
                && code.Implementations.Of(called).Contains(method, SymbolEqualityComparer.Default));
    }
}
