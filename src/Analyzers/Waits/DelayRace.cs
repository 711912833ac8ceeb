using System.Collections.Immutable;
using AsyncJobs.Analyzers.Index;
using AsyncJobs.Analyzers.Known;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AsyncJobs.Analyzers.Waits;

/// <summary>Task.WhenAny of a delay and what is waited for no longer than that.</summary>
internal static class DelayRace
{
    /// <summary>
    /// The end of the race and what runs in it beside the delay; null where no delay does, or where what ends the delay ends the rest as well.
    /// </summary>
    public static Wait? Of(CodeIndex code, IInvocationOperation race)
    {
        foreach (IOperation operation in race.Arguments.SelectMany(static argument => argument.Value.DescendantsAndSelf()))
        {
            IOperation? task = operation;
            if (operation is ILocalReferenceOperation local && code.Known.IsTask(local.Type))
                task = OperationTree.InitialOf(local);
            if (task is IInvocationOperation invocation && code.Known.Tasks.IsDelay(invocation) && EndOf(code, invocation) is { } end)
            {
                ImmutableArray<IOperation> others = [.. Others(race, operation)];
                return IsEndedBySame(code.Known, end, others) ? null : new Wait(end, others);
            }
        }

        return null;
    }

    /// <summary>The time of a delay; of one without end, the token that cancels it.</summary>
    public static IOperation? EndOf(CodeIndex code, IInvocationOperation delay)
    {
        IOperation? time = WaitAround.TimeOf(code.Known, delay);
        return time is not null && IsEndless(code.Known, time)
            && code.Outgoing.TokenOf(delay) is { ArgumentKind: not ArgumentKind.DefaultValue } token ? token.Value : time;
    }

    // Where one token ends both the delay and the call, the wait leaves nothing running.
    private static bool IsEndedBySame(KnownSymbols known, IOperation end, ImmutableArray<IOperation> tasks)
    {
        if (!known.IsToken(end.Type) || HeldBy(end) is not { } held)
            return false;

        return tasks.All(task => (OperationTree.Unwrapped(task) is ILocalReferenceOperation local ? OperationTree.InitialOf(local) : task)?
            .DescendantsAndSelf().Any(operation => known.IsToken(operation.Type)
                && SymbolEqualityComparer.Default.Equals(HeldBy(operation), held)) ?? false);
    }

    private static ISymbol? HeldBy(IOperation token) => token switch
    {
        IPropertyReferenceOperation { Property.Name: "Token", Instance: { } source } => HeldBy(source),
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        IFieldReferenceOperation field => field.Field,
        _ => null,
    };

    private static bool IsEndless(KnownSymbols known, IOperation time) => OperationTree.Unwrapped(time) switch
    {
        { ConstantValue: { HasValue: true, Value: -1 } } => true,
        IFieldReferenceOperation { Field: { Name: "InfiniteTimeSpan" } field } => known.Constants.IsEndless(field),
        _ => false,
    };

    private static IEnumerable<IOperation> Others(IInvocationOperation race, IOperation delay)
    {
        foreach (IArgumentOperation argument in race.Arguments)
        {
            IEnumerable<IOperation> tasks = argument.Value switch
            {
                IArrayCreationOperation { Initializer: { } elements } => elements.ElementValues,
                ICollectionExpressionOperation collection => collection.Elements,
                _ => [argument.Value],
            };
            foreach (IOperation task in tasks)
            {
                if (!OperationTree.Contains(task, delay))
                    yield return task;
            }
        }
    }
}
