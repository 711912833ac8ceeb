using AsyncJobs.Analyzers.Known;
using AsyncJobs.CodeFixes.Editing;
using AsyncJobs.CodeFixes.Site;
using AsyncJobs.CodeFixes.Times;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace AsyncJobs.CodeFixes.Calls;

/// <summary>A wait whose outcome nobody looks at, and the outgoing calls that it waits for.</summary>
internal sealed class WaitedCall
{
    private readonly FixSite _site;
    private readonly InvocationExpressionSyntax _wait;
    private readonly MemberAccessExpressionSyntax _access;

    private WaitedCall(FixSite site, InvocationExpressionSyntax wait, MemberAccessExpressionSyntax access)
    {
        _site = site;
        _wait = wait;
        _access = access;
        Calls = [.. CallsIn(site, access.Expression)];
    }

    /// <summary>The calls, of which there is at least one.</summary>
    public IReadOnlyList<InvocationExpressionSyntax> Calls { get; }

    /// <summary>Whether the wait is awaited, and not blocked on.</summary>
    public bool IsAsync => _access.Name.Identifier.ValueText == "WaitAsync";

    /// <summary>Whether any call has a token already.</summary>
    public bool HasToken => Calls.Any(IsGivenOne);

    /// <summary>Whether somebody catches the timeout of the wait, who does not catch the end of a token.</summary>
    public bool HandlesTimeout => _wait.Ancestors().OfType<TryStatementSyntax>().Any(handled =>
        handled.Block.Span.Contains(_wait.Span)
        && handled.Catches.Any(clause => clause.Declaration is { Type: { } type }
            && _site.Known.TimeoutException.Is(_site.Model.GetTypeInfo(type, _site.CancellationToken).Type)));

    /// <summary>The wait that a diagnostic is on; null if it is on none, or its calls are not seen.</summary>
    public static WaitedCall? At(FixSite site)
    {
        if (site.Call is not { Expression: MemberAccessExpressionSyntax access } wait
            || access.Name.Identifier.ValueText is not ("WaitAsync" or "Wait")
            || (access.Name.Identifier.ValueText == "Wait" && wait.Parent is not ExpressionStatementSyntax))
        {
            return null;
        }

        WaitedCall found = new(site, wait, access);
        return found.Calls.Count > 0 ? found : null;
    }

    /// <summary>Passes a token to each call that has none; false if one takes none.</summary>
    public bool TryPass(Edit edit, TimeExpression token) => Calls.All(call =>
        IsGivenOne(call) || (TokenArgument.Pass(_site, call, token).FirstOrDefault() is { } passed && edit.TryAdd(passed)));

    /// <summary>Takes the wait out, so that the call itself is awaited; false if something is said about its time.</summary>
    public bool TryDrop(Edit edit)
    {
        if (Comments.AreIn(_site.Tree, _wait.ArgumentList.Span))
            return false;

        Edit dropped = new();
        if (IsAsync)
            dropped.Delete(_site.Tree, Comments.SpanOfLink(_wait, _access));
        else
            dropped.Delete(_site.Tree, _wait.ArgumentList.Arguments.Span);
        return edit.TryAdd(dropped);
    }

    private bool IsGivenOne(InvocationExpressionSyntax call) =>
        _site.Model.GetOperation(call, _site.CancellationToken) is IInvocationOperation operation
        && _site.Flow.Code.Outgoing.TokenOf(operation) is { } token
        && !_site.Flow.Values.Of(token.Value, _site.CancellationToken).IsUnlimited;

    private static IEnumerable<InvocationExpressionSyntax> CallsIn(FixSite site, ExpressionSyntax task)
    {
        HashSet<ISymbol> seen = new(SymbolEqualityComparer.Default);
        Queue<SyntaxNode> open = new([task]);
        while (open.Count > 0)
        {
            foreach (SyntaxNode node in open.Dequeue().DescendantNodesAndSelf())
            {
                if (node is InvocationExpressionSyntax invocation
                    && site.Model.GetOperation(invocation, site.CancellationToken) is IInvocationOperation operation && IsCall(site, operation))
                {
                    yield return invocation;
                }
                else if (node is IdentifierNameSyntax
                    && site.Model.GetSymbolInfo(node,
                    site.CancellationToken).Symbol is ILocalSymbol { DeclaringSyntaxReferences: { Length: 1 } declarations } local
                    && seen.Add(local)
                    && declarations[0].GetSyntax(site.CancellationToken) is VariableDeclaratorSyntax { Initializer.Value: { } value })
                {
                    open.Enqueue(value);
                }
            }
        }
    }

    private static bool IsCall(FixSite site, IInvocationOperation operation) =>
        site.Flow.Code.Outgoing.KindOf(operation) is OutgoingKind.Http or OutgoingKind.Library
        || (site.Flow.Code.IsSource(operation.TargetMethod) && site.Known.IsTask(operation.Type)
        && site.Flow.Code.Outgoing.TokenOf(operation) is not null);
}
