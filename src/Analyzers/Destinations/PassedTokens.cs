using AsyncJobs.Analyzers.Clients;
using AsyncJobs.Analyzers.Values;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AsyncJobs.Analyzers.Destinations;

/// <summary>Finds calls of the project's own methods that hand a token on to outgoing calls, and are given none that is enough.</summary>
internal static class PassedTokens
{
    /// <summary>Whether a call passes its method a token that is all that limits outgoing calls, and ends none of them in time.</summary>
    /// <param name="limits">What times limit.</param>
    /// <param name="call">The call of a method of the project.</param>
    /// <param name="calls">The outgoing calls that are meant.</param>
    /// <param name="isTooLittle">Whether a token of this origin is not enough.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static bool LeaveOpen(
        LimitedCalls limits,
        IInvocationOperation call,
        Destination calls,
        Func<ValueOrigin, bool> isTooLittle,
        CancellationToken cancellationToken) =>
        Limit(limits, call, calls, token => isTooLittle(limits.Values.Of(token, cancellationToken)), cancellationToken);

    /// <summary>Whether a call passes its method a token that is all that limits outgoing calls, and that only the current budget cancels.</summary>
    public static bool RelyOnBudget(LimitedCalls limits, IInvocationOperation call, CancellationToken cancellationToken) =>
        Limit(
            limits,
            call,
            Destination.UnguardedCall | Destination.OpenLibraryCall,
            token => new CurrentToken(limits.Values, cancellationToken).Of(token),
            cancellationToken);

    private static bool Limit(
        LimitedCalls limits, IInvocationOperation call, Destination calls, Func<IOperation, bool> isMeant, CancellationToken cancellationToken)
    {
        foreach (IArgumentOperation argument in call.Arguments)
        {
            if (argument.Parameter is not { } parameter || !limits.Known.IsToken(parameter.Type)
                || !isMeant(argument.Value) || limits.Known.IsTokenOfEnumerator(parameter))
            {
                continue;
            }

            Destination limited = limits.OfParameter(parameter, cancellationToken);
            if ((limited & calls) != 0 && (limited & Destination.Linked) == 0)
                return true;
        }

        return false;
    }
}
