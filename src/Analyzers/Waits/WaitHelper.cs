using AsyncJobs.Analyzers.Index;
using AsyncJobs.Analyzers.Known;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AsyncJobs.Analyzers.Waits;

/// <summary>Methods of the project that are given a call and a time, and wait for the one no longer than for the other.</summary>
internal static class WaitHelper
{
    /// <summary>Whether the method that is called, given a call, waits for it no longer than a parameter says.</summary>
    public static bool WaitsFor(CodeIndex code, IInvocationOperation invocation, IParameterSymbol time, CancellationToken cancellationToken)
    {
        if (!code.Known.IsTimeSpan(time.Type) && !KnownSymbols.IsNumber(time.Type))
            return false;
        if (!GivenTasks(code.Known, invocation).Any(task => WaitedTasks.AreCalls(code, task, cancellationToken)))
            return false;

        foreach (IMethodSymbol target in code.Implementations.Of(invocation.TargetMethod))
        {
            foreach (IOperation operation in code.BodiesOf(target, cancellationToken).SelectMany(static body => body.Descendants()))
            {
                if (operation is IInvocationOperation inner && EndOf(code, inner) is { } end
                    && Mentions(code, end, target.Parameters[time.Ordinal], cancellationToken))
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>Whether a call is given a task, or something that may make one.</summary>
    public static bool IsGivenTask(KnownSymbols known, IInvocationOperation invocation) => GivenTasks(known, invocation).Any();

    private static IEnumerable<IOperation> GivenTasks(KnownSymbols known, IInvocationOperation invocation)
    {
        foreach (IArgumentOperation argument in invocation.Arguments)
        {
            if (known.IsTask(argument.Value.Type) || argument.Value is IDelegateCreationOperation)
                yield return argument.Value;
        }
    }

    // The time of a wait, or the token that ends it.
    private static IOperation? EndOf(CodeIndex code, IInvocationOperation invocation) => WaitAround.Of(code, invocation) is { } wait
        ? wait.Time
        : invocation.TargetMethod.Name is "WaitAsync" or "Wait" ? WaitAround.TokenOf(code, invocation) : null;

    private static bool Mentions(CodeIndex code, IOperation operation, IParameterSymbol parameter, CancellationToken cancellationToken)
    {
        foreach (IOperation inner in operation.DescendantsAndSelf())
        {
            if (inner is IParameterReferenceOperation reference && SymbolEqualityComparer.Default.Equals(reference.Parameter, parameter))
                return true;
            if (inner is ILocalReferenceOperation { Type: { } type } source && code.Known.IsTokenSource(type)
                && IsEndedAfter(code, source, parameter, cancellationToken))
            {
                return true;
            }
        }

        return false;
    }

    // A source of cancellation that is made with the parameter, or told it later.
    private static bool IsEndedAfter(CodeIndex code, ILocalReferenceOperation source, IParameterSymbol parameter, CancellationToken cancellationToken)
    {
        foreach (IOperation reference in code.References.To(source.Local, source, cancellationToken))
        {
            IOperation? told = reference switch
            {
                IVariableDeclaratorOperation declarator => declarator.GetVariableInitializer()?.Value is IObjectCreationOperation made
                    ? made.Arguments.FirstOrDefault()?.Value : null,
                { Parent: IInvocationOperation cancelAfter } when code.Known.Tasks.IsCancelAfter(cancelAfter) => cancelAfter.Arguments[0].Value,
                _ => null,
            };
            if (told is not null && Mentions(code, told, parameter, cancellationToken))
                return true;
        }

        return false;
    }
}
