using AsyncJobs.Analyzers.Known;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AsyncJobs.Analyzers.Clients;

/// <summary>Tells which calls nothing limits but the current budget, which their client applies or whose token they are given.</summary>
internal static class BudgetReliance
{
    /// <summary>Whether any call may rely on it, as far as the words of the files tell.</summary>
    public static bool IsPossible(ClientRegistrations clients, CancellationToken cancellationToken) =>
        clients.MayApplyBudget
        || KnownProduct.CurrentWords.All(word => clients.Code.Mentions.Has(word, cancellationToken));

    /// <summary>Whether a call has no other token or time, and its client has a BudgetHandler or it has the current budget's token.</summary>
    public static bool IsOf(ClientRegistrations clients, IInvocationOperation call, CancellationToken cancellationToken)
    {
        if (clients.Code.Outgoing.KindOf(call) == OutgoingKind.Http)
        {
            IOperation? client = OutgoingClient.Of(call);
            return !new GivenLimit(clients.Values, cancellationToken, countsBudget: false).IsToken(call.Arguments)
                && (IsGivenToken(clients, call, cancellationToken) || new ClientGuard(clients, cancellationToken).Of(client))
                && !new ClientGuard(clients, cancellationToken, countsBudget: false).Of(client);
        }

        return clients.Code.Outgoing.NeedingLimit(call.TargetMethod) is { } library
            && new LibraryLimit(clients, cancellationToken).IsOf(call, library)
            && !new LibraryLimit(clients, cancellationToken, countsBudget: false).IsOf(call, library);
    }

    /// <summary>Whether a call has a token that something may cancel.</summary>
    public static bool IsGivenToken(ClientRegistrations clients, IInvocationOperation call, CancellationToken cancellationToken) =>
        new GivenLimit(clients.Values, cancellationToken).IsToken(call.Arguments);
}
