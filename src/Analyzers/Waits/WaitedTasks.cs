using AsyncJobs.Analyzers.Index;
using AsyncJobs.Analyzers.Known;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AsyncJobs.Analyzers.Waits;

/// <summary>What is waited for: whether it is an outgoing call, and where it was started.</summary>
internal static class WaitedTasks
{
    /// <summary>Whether what is waited for is, or contains, an outgoing call.</summary>
    public static bool AreCalls(CodeIndex code, IOperation? task, CancellationToken cancellationToken)
    {
        CallFinder finder = new(code, cancellationToken);
        return SourcesOf(code, task, cancellationToken).Any(finder.IsIn);
    }

    /// <summary>Whether any of what a wait waits for is, or contains, an outgoing call.</summary>
    public static bool AreCalls(CodeIndex code, Wait wait, CancellationToken cancellationToken) =>
        wait.Tasks.Any(task => AreCalls(code, task, cancellationToken));

    /// <summary>Whether what is waited for was started by this call.</summary>
    public static bool LeadTo(CodeIndex code, IOperation task, IInvocationOperation call, CancellationToken cancellationToken) =>
        SourcesOf(code, task, cancellationToken).Any(source => OperationTree.Contains(source, call));

    // A task, and what was assigned to the variables that it, or the collection it is in, is held by.
    private static IEnumerable<IOperation> SourcesOf(CodeIndex code, IOperation? task, CancellationToken cancellationToken)
    {
        if (task is null)
            yield break;

        HashSet<ISymbol> seen = new(SymbolEqualityComparer.Default);
        Queue<IOperation> queue = new();
        queue.Enqueue(task);
        while (queue.Count > 0)
        {
            IOperation source = queue.Dequeue();
            yield return source;
            foreach (IOperation operation in source.DescendantsAndSelf())
            {
                if (HolderOf(code.Known, operation) is not { } variable || !seen.Add(variable))
                    continue;

                foreach (IOperation value in PutInto(code, variable, operation, cancellationToken))
                    queue.Enqueue(value);
            }
        }
    }

    private static ISymbol? HolderOf(KnownSymbols known, IOperation operation) => operation switch
    {
        ILocalReferenceOperation local when MayHoldTask(known, local.Type) => local.Local,
        IFieldReferenceOperation field when MayHoldTask(known, field.Type) => field.Field,
        _ => null,
    };

    private static IEnumerable<IOperation> PutInto(CodeIndex code, ISymbol variable, IOperation near, CancellationToken cancellationToken)
    {
        foreach (IOperation value in code.References.WrittenTo(variable, near, cancellationToken))
        {
            if (variable is ILocalSymbol || !IsStarted(code.Known, value))
                yield return value;
        }

        foreach (IOperation reference in code.References.To(variable, near, cancellationToken))
        {
            if (AddedTo(code, reference, cancellationToken) is { } added)
                yield return added;
        }
    }

    // tasks.Add(task), tasks[i] = task; also where the call does not bind, as while somebody is typing in the lambda that it is given.
    private static IOperation? AddedTo(CodeIndex code, IOperation collection, CancellationToken cancellationToken) => collection.Parent switch
    {
        IInvocationOperation { Arguments: { Length: > 0 } arguments } call when call.Instance == collection && Writes.IsPut(call.TargetMethod.Name) =>
            arguments[arguments.Length - 1].Value,
        IPropertyReferenceOperation { Property.IsIndexer: true, Parent: ISimpleAssignmentOperation assignment } element
            when assignment.Target == element => assignment.Value,
        IArrayElementReferenceOperation { Parent: ISimpleAssignmentOperation assignment } element when assignment.Target == element =>
            assignment.Value,
        { Kind: OperationKind.Invalid } when Writes.PutBy(collection.Syntax) is { } added => code.OperationOf(added, cancellationToken),
        _ => null,
    };

    // What is started in the background and kept in a field is a loop or a worker: to wait for its end limits no call.
    private static bool IsStarted(KnownSymbols known, IOperation value) =>
        OperationTree.Unwrapped(value) is IInvocationOperation started && known.Tasks.IsStart(started.TargetMethod);

    private static bool MayHoldTask(KnownSymbols known, ITypeSymbol? type) => type switch
    {
        IArrayTypeSymbol array => known.IsTask(array.ElementType),
        INamedTypeSymbol { TypeArguments: { Length: > 0 } arguments } named =>
            known.IsTask(named) || known.IsBegunCall(named) || arguments.Any(known.IsTask),
        _ => known.IsTask(type),
    };
}
