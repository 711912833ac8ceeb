using AsyncJobs.Analyzers.Clients;
using AsyncJobs.Analyzers.Known;
using AsyncJobs.CodeFixes.Site;
using AsyncJobs.CodeFixes.Times;
using Microsoft.CodeAnalysis;

namespace AsyncJobs.CodeFixes.Clients;

/// <summary>
/// Tells whether a client may have calls of which no rule speaks: its timeout is all that limits them, so that a fix may not take it away.
/// </summary>
internal static class SilentCalls
{
    /// <summary>Whether there may be any.</summary>
    /// <param name="site">What is mended.</param>
    /// <param name="places">Where the client is made or registered.</param>
    public static bool MayBe(FixSite site, IEnumerable<SyntaxNode> places)
    {
        HashSet<SyntaxNode> made = [.. places];
        return site.Project.HasDynamicCalls(site.CancellationToken)
            || site.Project.ClientsHandedOut(site.CancellationToken).Any(client => IsMade(site, client, made));
    }

    /// <summary>
    /// Whether there may be any, or calls that have the token of the current budget where nothing is seen to enter one.
    /// </summary>
    /// <inheritdoc cref="MayBe"/>
    public static bool MayBeWithoutTimeout(FixSite site, IEnumerable<SyntaxNode> places)
    {
        HashSet<SyntaxNode> made = [.. places];
        return MayBe(site, made) || site.Project.CallsOut(site.CancellationToken).Any(call =>
            site.Flow.Code.Outgoing.KindOf(call) == OutgoingKind.Http
            && site.Flow.Code.Outgoing.TokenOf(call) is { } token
            && new CurrentToken(site.Flow.Values, site.CancellationToken).Of(token.Value)
            && !BudgetEntry.IsCertain(site, call)
            && OutgoingClient.Of(call) is { } client && IsMade(site, client, made));
    }

    private static bool IsMade(FixSite site, IOperation client, ICollection<SyntaxNode> made) => ClientPlaces.Of(site, client).Any(made.Contains);
}
