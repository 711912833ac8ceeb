using AsyncJobs.Analyzers.Known;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AsyncJobs.Analyzers.Clients;

/// <summary>Tells which calls nothing limits but the current budget, which their client applies.</summary>
internal static class BudgetReliance
{
    /// <summary>Whether a call has neither a token nor a time, and its client has a BudgetHandler.</summary>
    public static bool IsOf(ClientRegistrations clients, IInvocationOperation call, CancellationToken cancellationToken)
    {
        if (clients.Code.Outgoing.KindOf(call) == OutgoingKind.Http)
        {
            IOperation? client = OutgoingClient.Of(call);
            return !IsGivenToken(clients, call, cancellationToken)
                && new ClientGuard(clients, cancellationToken).Of(client)
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
