using System.Collections.Immutable;
using System.Composition;
using AsyncJobs.Analyzers.Known;
using AsyncJobs.CodeFixes.Calls;
using AsyncJobs.CodeFixes.Editing;
using AsyncJobs.CodeFixes.Site;
using AsyncJobs.CodeFixes.Times;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;

namespace AsyncJobs.CodeFixes.Fixes;

/// <summary>Awaits a call itself, and passes it the token, in place of a wait that gives it up and leaves it running.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(DropWaitFix))]
[Shared]
public sealed class DropWaitFix : OutgoingCallFix
{
    internal const string Key = "AsyncJobs.DropWait";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ["AJ1004"];

    private protected override IEnumerable<Fix> Find(FixSite site)
    {
        if (site.Call is not { Expression: MemberAccessExpressionSyntax { Expression: { } task } access } wait
            || access.Name.Identifier.ValueText is not ("WaitAsync" or "Wait")
            || (access.Name.Identifier.ValueText == "Wait" && wait.Parent is not ExpressionStatementSyntax)
            || HandlesTimeout(site, wait))
        {
            yield break;
        }

        List<InvocationExpressionSyntax> calls = [.. CallsIn(site, task)];
        if (calls.Count == 0)
            yield break;

        foreach (TimeExpression token in Tokens.At(site, calls[0]))
        {
            Edit edit = new();
            if (access.Name.Identifier.ValueText == "Wait")
                edit.Delete(site.Tree, wait.ArgumentList.Arguments.Span);
            else
                edit.Delete(site.Tree, TextSpan.FromBounds(HasComment(access) ? access.OperatorToken.SpanStart : task.Span.End, wait.Span.End));

            bool all = calls.All(call => IsGivenOne(site, call)
                || (TokenArgument.Pass(site, call, token).FirstOrDefault() is { } passed && edit.TryAdd(passed)));
            if (all)
                yield return new Fix($"Pass '{token.Text}' and drop the wait", Key, edit);
        }
    }

    // The wait and its dot may stand on a line of their own, which goes with them unless something is said there.
    private static bool HasComment(MemberAccessExpressionSyntax access) =>
        access.Expression.GetTrailingTrivia().Concat(access.OperatorToken.LeadingTrivia).Any(static trivia =>
            !string.IsNullOrWhiteSpace(trivia.ToString()));

    private static bool IsGivenOne(FixSite site, InvocationExpressionSyntax call) =>
        site.Model.GetOperation(call, site.CancellationToken) is IInvocationOperation operation
        && site.Flow.Code.Outgoing.TokenOf(operation) is { } token
        && !site.Flow.Values.Of(token.Value, site.CancellationToken).IsUnlimited;

    // Whoever catches the timeout of the wait does not catch the end of a token.
    private static bool HandlesTimeout(FixSite site, SyntaxNode node)
    {
        foreach (TryStatementSyntax handled in node.Ancestors().OfType<TryStatementSyntax>())
        {
            if (handled.Block.Span.Contains(node.Span)
                && handled.Catches.Any(clause => clause.Declaration is { Type: { } type }
                && site.Known.TimeoutException.Is(site.Model.GetTypeInfo(type, site.CancellationToken).Type)))
            {
                return true;
            }
        }

        return false;
    }

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
