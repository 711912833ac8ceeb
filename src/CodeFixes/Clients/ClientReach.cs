using AsyncJobs.Analyzers.Clients;
using AsyncJobs.Analyzers.Index;
using AsyncJobs.Analyzers.Known;
using AsyncJobs.CodeFixes.Editing;
using AsyncJobs.CodeFixes.Site;
using AsyncJobs.CodeFixes.Times;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AsyncJobs.CodeFixes.Clients;

/// <summary>
/// Sees to it that the calls of a client that is put under the budget have one: a job's is entered by its worker, and a handler has to enter its own.
/// </summary>
internal static class ClientReach
{
    /// <summary>
    /// What has to be written into the handlers that reach the calls of a client; null if a call is reached by nothing that can be seen, or also by
    /// what runs outside of invocations, if there is none, or if a handler cannot enter a budget.
    /// </summary>
    /// <param name="site">What is mended.</param>
    /// <param name="places">Where the client is made or registered.</param>
    public static Edit? Enter(FixSite site, IEnumerable<SyntaxNode> places)
    {
        HashSet<SyntaxNode> made = [.. places];
        return SilentCalls.MayBe(site, made) ? null : Enter(site, site.Project.CallsOut(site.CancellationToken).Where(call =>
            site.Flow.Code.Outgoing.KindOf(call) == OutgoingKind.Http
            && OutgoingClient.Of(call) is { } client
            && ClientPlaces.Of(site, client).Any(made.Contains)));
    }

    /// <summary>The same for the calls of an interface, whose client a container has.</summary>
    public static Edit? EnterFor(FixSite site, INamedTypeSymbol type) => Enter(site, site.Project.CallsOut(site.CancellationToken).Where(call =>
        SymbolEqualityComparer.Default.Equals(call.TargetMethod.ContainingType, type)));

    private static Edit? Enter(FixSite site, IEnumerable<IInvocationOperation> calls)
    {
        Edit edit = new();
        bool any = false;
        foreach (IInvocationOperation call in calls)
        {
            any = true;

            // A token ends a call without a budget, too, unless it is the current budget's.
            if (new GivenLimit(site.Flow.Values, site.CancellationToken, countsBudget: false).IsToken(call.Arguments))
                continue;

            ReachedBy reached = site.Flow.Code.Entries.Of(call, site.CancellationToken);
            if (!reached.IsReached || reached.IsReachedOutside
                || BudgetEntry.Into(site, reached.WithoutBudget) is not { } entered || !edit.TryAdd(entered))
                return null;
        }

        return any ? edit : null;
    }
}
