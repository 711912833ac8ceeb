using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AsyncJobs.Generator.Flow;

/// <summary>Task.WhenAny of a delay and what is waited for no longer than that.</summary>
internal static class DelayRace
{
    /// <summary>The end of the race and what runs in it beside the delay; null where no delay does, or where what ends the delay ends the rest as well.</summary>
    public static Wait? Of(IInvocationOperation race)
    {
        foreach (IOperation operation in race.Arguments.SelectMany(static argument => argument.Value.DescendantsAndSelf()))
        {
            IOperation? task = operation;
            if (operation is ILocalReferenceOperation local && Library.IsTask(local.Type))
                task = InitialOf(local);
            if (task is IInvocationOperation invocation && IsDelay(invocation) && EndOf(invocation) is { } end)
            {
                ImmutableArray<IOperation> others = [.. Others(race, operation)];
                return IsEndedBySame(end, others) ? null : new Wait(end, others);
            }
        }

        return null;
    }

    /// <summary>The time of a delay; of one without end, the token that cancels it.</summary>
    public static IOperation? EndOf(IInvocationOperation delay)
    {
        IOperation? time = delay.Arguments.FirstOrDefault(WaitAround.IsTime)?.Value;
        return time is not null && IsEndless(time) && OutgoingCall.TokenOf(delay) is { ArgumentKind: not ArgumentKind.DefaultValue } token ? token.Value : time;
    }

    /// <summary>Whether an invocation is Task.Delay.</summary>
    public static bool IsDelay(IInvocationOperation invocation) => invocation.TargetMethod is { Name: "Delay" } method && Library.IsTask(method.ContainingType);

    // Where one token ends both the delay and the call, the wait leaves nothing running.
    private static bool IsEndedBySame(IOperation end, ImmutableArray<IOperation> tasks)
    {
        if (!Library.IsToken(end.Type) || HeldBy(end) is not { } held)
            return false;

        return tasks.All(task => (OperationTree.Unwrapped(task) is ILocalReferenceOperation local ? InitialOf(local) : task)?
            .DescendantsAndSelf().Any(operation => Library.IsToken(operation.Type) && SymbolEqualityComparer.Default.Equals(HeldBy(operation), held)) ?? false);
    }

    private static ISymbol? HeldBy(IOperation token) => token switch
    {
        IPropertyReferenceOperation { Property.Name: "Token", Instance: { } source } => HeldBy(source),
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        IFieldReferenceOperation field => field.Field,
        _ => null,
    };

    private static bool IsEndless(IOperation time) =>
        OperationTree.Unwrapped(time) is { ConstantValue: { HasValue: true, Value: -1 } }
            or IFieldReferenceOperation { Field: { Name: "InfiniteTimeSpan", ContainingType.Name: "Timeout" } };

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

    private static IOperation? InitialOf(ILocalReferenceOperation local)
    {
        foreach (IOperation operation in OperationTree.RootOf(local).Descendants())
        {
            if (operation is IVariableDeclaratorOperation declarator && SymbolEqualityComparer.Default.Equals(declarator.Symbol, local.Local))
                return declarator.GetVariableInitializer()?.Value;
        }

        return null;
    }
}
