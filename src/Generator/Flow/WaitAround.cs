using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AsyncJobs.Generator.Flow;

/// <summary>Waits that end before what they wait for: WaitAsync, Wait, WaitAll, WhenAny with a delay.</summary>
internal static class WaitAround
{
    /// <summary>The time of a wait and what is waited for; null if an invocation is no such wait.</summary>
    public static Wait? Of(IInvocationOperation invocation)
    {
        IMethodSymbol method = invocation.TargetMethod;
        switch (method.Name)
        {
            case "WaitAsync" or "Wait" when Library.IsTask(method.ContainingType):
                {
                    IOperation? time = invocation.Arguments.FirstOrDefault(IsTime)?.Value;
                    return time is not null && invocation.Instance is { } task ? new Wait(time, [task]) : null;
                }

            case "WaitAll" or "WaitAny" when Library.IsTask(method.ContainingType):
                {
                    IOperation? time = invocation.Arguments.FirstOrDefault(IsTime)?.Value;
                    return time is null ? null : new Wait(time, [invocation.Arguments[0].Value]);
                }

            case "WhenAny" when Library.IsTask(method.ContainingType):
                return DelayRace.Of(invocation);
            default:
                return null;
        }
    }

    /// <summary>Whether an argument is the time of a wait around an outgoing call.</summary>
    public static bool Limits(CallFlow flow, IInvocationOperation invocation, IArgumentOperation argument, CancellationToken cancellationToken)
    {
        if (Of(invocation) is { } wait)
            return OperationTree.Contains(argument.Value, wait.Time) && wait.Tasks.Any(task => IsCall(flow, task, cancellationToken));

        // Task.Delay(time), raced with the call.
        if (!DelayRace.IsDelay(invocation) || DelayRace.EndOf(invocation) is not { } end || !OperationTree.Contains(argument, end))
            return false;

        IOperation root = OperationTree.RootOf(invocation);
        foreach (IOperation operation in root.Descendants())
        {
            if (operation is IInvocationOperation { TargetMethod.Name: "WhenAny" } race && Of(race) is { } raced && OperationTree.Contains(invocation, raced.Time)
                && raced.Tasks.Any(task => IsCall(flow, task, cancellationToken)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a method of the compilation, given a call, waits for it no longer than a parameter says.</summary>
    public static bool IsHelper(CallFlow flow, IInvocationOperation invocation, IParameterSymbol time, CancellationToken cancellationToken)
    {
        if (!Library.IsTimeSpan(time.Type) && !Library.IsNumber(time.Type))
            return false;
        if (!GivenTasks(invocation).Any(task => IsCall(flow, task, cancellationToken)))
            return false;

        foreach (IMethodSymbol target in flow.Implementations.Of(invocation.TargetMethod))
        {
            foreach (IOperation body in flow.Code.BodiesOf(target, cancellationToken))
            {
                foreach (IOperation operation in body.Descendants())
                {
                    if (operation is IInvocationOperation inner && EndOfWait(inner) is { } end && Mentions(flow, end, target.Parameters[time.Ordinal], cancellationToken))
                        return true;
                }
            }
        }

        return false;
    }

    /// <summary>Whether an outgoing call's task is waited for by a wait that has an end.</summary>
    public static bool Covers(CallFlow flow, IInvocationOperation call, CancellationToken cancellationToken)
    {
        foreach (IOperation operation in OperationTree.RootOf(call).Descendants())
        {
            if (operation is IInvocationOperation invocation && Of(invocation) is { } wait
                && !flow.OriginOf(wait.Time, cancellationToken).IsUnlimited
                && wait.Tasks.Any(task => LeadsTo(flow, task, call, cancellationToken)))
            {
                return true;
            }
        }

        return IsCoveredByHelper(flow, call, cancellationToken);
    }

    // http.GetStringAsync(url).OrAfter(time): the project's own wait.
    private static bool IsCoveredByHelper(CallFlow flow, IInvocationOperation call, CancellationToken cancellationToken)
    {
        IOperation task = call;
        while (task.Parent is IConversionOperation or IInvocationOperation { TargetMethod.Name: "ConfigureAwait" })
            task = task.Parent;

        return task.Parent is IArgumentOperation { Parent: IInvocationOperation helper } && flow.Code.IsSource(helper.TargetMethod)
            && helper.Arguments.Any(argument => argument.Parameter is { } time && IsHelper(flow, helper, time, cancellationToken)
                && !flow.OriginOf(argument.Value, cancellationToken).IsUnlimited);
    }

    /// <summary>Whether what is waited for is, or contains, an outgoing call.</summary>
    public static bool IsCall(CallFlow flow, IOperation? task, CancellationToken cancellationToken)
    {
        CallFinder finder = new(flow, cancellationToken);
        return SourcesOf(flow, task, cancellationToken).Any(finder.IsIn);
    }

    /// <summary>Whether a call is given a task, or something that may make one.</summary>
    public static bool IsGivenTask(IInvocationOperation invocation) => GivenTasks(invocation).Any();

    private static IEnumerable<IOperation> GivenTasks(IInvocationOperation invocation)
    {
        foreach (IArgumentOperation argument in invocation.Arguments)
        {
            if (Library.IsTask(argument.Value.Type) || argument.Value is IDelegateCreationOperation)
                yield return argument.Value;
        }
    }

    private static bool LeadsTo(CallFlow flow, IOperation task, IInvocationOperation call, CancellationToken cancellationToken)
    {
        foreach (IOperation source in SourcesOf(flow, task, cancellationToken))
        {
            if (OperationTree.Contains(source, call))
                return true;
        }

        return false;
    }

    // A task, and what was assigned to the variables that it, or the collection it is in, is held by.
    private static IEnumerable<IOperation> SourcesOf(CallFlow flow, IOperation? task, CancellationToken cancellationToken)
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
                ISymbol? variable = operation switch
                {
                    ILocalReferenceOperation local when MayHoldTask(local.Type) => local.Local,
                    IFieldReferenceOperation field when MayHoldTask(field.Type) => field.Field,
                    _ => null,
                };
                if (variable is null || !seen.Add(variable))
                    continue;

                foreach (IOperation value in flow.Code.WrittenTo(variable, operation, cancellationToken))
                {
                    if (variable is ILocalSymbol || !IsStarted(value))
                        queue.Enqueue(value);
                }

                foreach (IOperation reference in flow.Code.ReferencesTo(variable, operation, cancellationToken))
                {
                    if (reference.Parent is IInvocationOperation { TargetMethod.Name: "Add", Arguments: { Length: 1 } added })
                        queue.Enqueue(added[0].Value);
                }
            }
        }
    }

    // What is started in the background and kept in a field is a loop or a worker: to wait for its end limits no call.
    private static bool IsStarted(IOperation value) =>
        OperationTree.Unwrapped(value) is IInvocationOperation { TargetMethod: { Name: "Run" or "StartNew" or "Unwrap", ContainingType: { } type } }
        && (Library.IsTask(type) || type.Name is "TaskFactory" or "TaskExtensions");

    private static bool MayHoldTask(ITypeSymbol? type) => type switch
    {
        IArrayTypeSymbol array => Library.IsTask(array.ElementType),
        INamedTypeSymbol { TypeArguments: { Length: > 0 } arguments } named => Library.IsTask(named) || arguments.Any(static argument => Library.IsTask(argument)),
        _ => Library.IsTask(type),
    };

    /// <summary>Whether an argument is a time that somebody gave.</summary>
    public static bool IsTime(IArgumentOperation argument) =>
        argument.ArgumentKind != ArgumentKind.DefaultValue && (Library.IsTimeSpan(argument.Parameter?.Type) || Library.IsNumber(argument.Parameter?.Type));

    // The time of a wait, or the token that ends it.
    private static IOperation? EndOfWait(IInvocationOperation invocation) =>
        Of(invocation) is { } wait ? wait.Time
        : invocation.TargetMethod.Name is "WaitAsync" or "Wait" && Library.IsTask(invocation.TargetMethod.ContainingType) ? OutgoingCall.TokenOf(invocation)?.Value
        : null;

    private static bool Mentions(CallFlow flow, IOperation operation, IParameterSymbol parameter, CancellationToken cancellationToken)
    {
        foreach (IOperation inner in operation.DescendantsAndSelf())
        {
            if (inner is IParameterReferenceOperation reference && SymbolEqualityComparer.Default.Equals(reference.Parameter, parameter))
                return true;
            if (inner is ILocalReferenceOperation { Type: { } type } source && Library.IsTokenSource(type) && IsEndedAfter(flow, source, parameter, cancellationToken))
                return true;
        }

        return false;
    }

    // A source of cancellation that is made with the parameter, or told it later.
    private static bool IsEndedAfter(CallFlow flow, ILocalReferenceOperation source, IParameterSymbol parameter, CancellationToken cancellationToken)
    {
        foreach (IOperation reference in flow.Code.ReferencesTo(source.Local, source, cancellationToken))
        {
            IOperation? told = reference switch
            {
                IVariableDeclaratorOperation declarator => declarator.GetVariableInitializer()?.Value is IObjectCreationOperation made ? made.Arguments.FirstOrDefault()?.Value : null,
                { Parent: IInvocationOperation { TargetMethod.Name: "CancelAfter" } cancelAfter } => cancelAfter.Arguments[0].Value,
                _ => null,
            };
            if (told is not null && Mentions(flow, told, parameter, cancellationToken))
                return true;
        }

        return false;
    }
}
