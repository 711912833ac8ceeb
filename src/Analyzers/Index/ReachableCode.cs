using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AsyncJobs.Analyzers.Index;

/// <summary>What invocations run: job methods, Lambda handlers, what sets their services up, and whatever these call.</summary>
internal sealed class ReachableCode(CodeIndex code)
{
    private readonly object _gate = new();
    private HashSet<ISymbol>? _symbols;

    /// <summary>Whether a member is run by an invocation.</summary>
    public bool Contains(ISymbol member, CancellationToken cancellationToken)
    {
        HashSet<ISymbol> symbols = Symbols(cancellationToken);
        for (ISymbol? current = member; current is IMethodSymbol or IFieldSymbol or IPropertySymbol or IEventSymbol; current =
            current.ContainingSymbol)
        {
            if (symbols.Contains(current.OriginalDefinition))
                return true;
            if (current is IFieldSymbol or IPropertySymbol && current.ContainingType is { } type && symbols.Contains(type.OriginalDefinition))
                return true;
        }

        return false;
    }

    private HashSet<ISymbol> Symbols(CancellationToken cancellationToken)
    {
        lock (_gate)
            return _symbols ??= Find(cancellationToken);
    }

    private HashSet<ISymbol> Find(CancellationToken cancellationToken)
    {
        HashSet<ISymbol> found = new(SymbolEqualityComparer.Default);
        Queue<IMethodSymbol> queue = new();
        foreach (INamedTypeSymbol type in code.Types)
        {
            foreach (ISymbol member in type.GetMembers())
            {
                if (member is IMethodSymbol method && (code.Known.Product.IsEntry(method) || code.Known.Durable.IsWorkflow(method)))
                    Add(method, found, queue);
            }
        }

        while (queue.Count > 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            foreach (IOperation body in code.BodiesOf(queue.Dequeue(), cancellationToken))
            {
                foreach (IOperation operation in body.DescendantsAndSelf())
                    AddCalled(operation, found, queue);
            }
        }

        return found;
    }

    private void AddCalled(IOperation operation, HashSet<ISymbol> found, Queue<IMethodSymbol> queue)
    {
        switch (operation)
        {
            case IInvocationOperation invocation:
                Add(invocation.TargetMethod, found, queue);
                break;
            case IObjectCreationOperation { Constructor: { } constructor }:
                Add(constructor, found, queue);
                break;
            case IMethodReferenceOperation reference:
                Add(reference.Method, found, queue);
                break;
            case IPropertyReferenceOperation { Property: { } property }:
                Add(property.GetMethod, found, queue);
                Add(property.SetMethod, found, queue);
                break;
            case IFieldReferenceOperation { Field: { } field } when code.IsSource(field):
                AddType(field.ContainingType, found, queue);
                break;
        }
    }

    private void Add(IMethodSymbol? method, HashSet<ISymbol> found, Queue<IMethodSymbol> queue)
    {
        if (method is null)
            return;

        foreach (IMethodSymbol target in method.MethodKind is MethodKind.Constructor ? [method.OriginalDefinition] : code.Implementations.Of(method))
        {
            if (!code.IsSource(target) || !found.Add(target))
                continue;

            queue.Enqueue(target);
            if (target.AssociatedSymbol is { } property)
                found.Add(property.OriginalDefinition);
            AddType(target.ContainingType, found, queue);
        }
    }

    // Somebody makes the object: its constructors run, and the initializers of its fields.
    private void AddType(INamedTypeSymbol type, HashSet<ISymbol> found, Queue<IMethodSymbol> queue)
    {
        if (!found.Add(type.OriginalDefinition))
            return;

        foreach (IMethodSymbol constructor in type.OriginalDefinition.Constructors)
            Add(constructor, found, queue);
    }
}
