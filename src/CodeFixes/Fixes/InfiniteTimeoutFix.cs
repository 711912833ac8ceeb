using System.Collections.Immutable;
using System.Composition;
using AsyncJobs.Analyzers.Index;
using AsyncJobs.CodeFixes.Calls;
using AsyncJobs.CodeFixes.Clients;
using AsyncJobs.CodeFixes.Editing;
using AsyncJobs.CodeFixes.Site;
using AsyncJobs.CodeFixes.Times;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Operations;

namespace AsyncJobs.CodeFixes.Fixes;

/// <summary>
/// Makes a client's timeout infinite and limits its calls by tokens instead: those in the same file at once, others are reported by their own rule.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(InfiniteTimeoutFix))]
[Shared]
public sealed class InfiniteTimeoutFix : OutgoingCallFix
{
    internal const string Key = "AsyncJobs.InfiniteTimeout";
    private const string Alone = "Make the timeout infinite";
    private const string WithCalls = "Make the timeout infinite and pass the calls a token";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ["AJ1001"];

    private protected override IEnumerable<Fix> Find(FixSite site)
    {
        if (PassedTime.At(site) is { } argument)
        {
            if (site.Known.IsTimeSpan(argument.Parameter?.Type) && PassedTime.IsItsOnlyUse(site, argument)
                && argument.Syntax is ArgumentSyntax { Expression: { } passed }
                && !SilentCalls.MayBeWithoutTimeout(site, []))
            {
                yield return new Fix(Alone, Key, Infinite(site, passed));
            }
            yield break;
        }

        if (site.Model.GetOperation(site.Node,
            site.CancellationToken) is not ISimpleAssignmentOperation { Value.Syntax: ExpressionSyntax value } assignment)
        {
            yield break;
        }

        if (SilentCalls.MayBeWithoutTimeout(site, PlacesOf(site, assignment)))
            yield break;

        if (ClientCalls.HolderOf(assignment) is { } holder && PassTokens(site, holder, assignment) is { } calls)
        {
            Edit both = Infinite(site, value);
            if (both.TryAdd(calls))
                yield return new Fix(WithCalls, Key, both);
        }

        yield return new Fix(Alone, Key, Infinite(site, value));
    }

    private static Edit Infinite(FixSite site, ExpressionSyntax value)
    {
        Edit edit = new();
        (string text, string? import) = ClientMaking.Infinite(site.Model, value.SpanStart);
        edit.Replace(value, text);
        edit.Import(site.Tree, import);
        return edit;
    }

    private static Edit? PassTokens(FixSite site, ISymbol holder, IOperation near)
    {
        Edit edit = new();
        foreach (InvocationExpressionSyntax call in ClientCalls.Unlimited(site, holder, near))
        {
            if (Tokens.At(site, call).Where(token => Ends(site, call, token))
                .SelectMany(token => TokenArgument.Pass(site, call, token)).FirstOrDefault() is { } passed)
            {
                edit.TryAdd(passed);
            }
        }

        return edit.IsEmpty ? null : edit;
    }

    // The timeout is gone: where no invocation is seen to come by, the current budget may be none, and the call stays reported.
    private static bool Ends(FixSite site, SyntaxNode call, TimeExpression token) =>
        !token.IsCurrent || (Tokens.OperationAround(site, call) is { } operation && BudgetEntry.IsCertain(site, operation));

    private static IEnumerable<SyntaxNode> PlacesOf(FixSite site, ISimpleAssignmentOperation assignment) => assignment.Target switch
    {
        IPropertyReferenceOperation { Instance: IInstanceReferenceOperation } =>
            ClientCalls.CreationAround(assignment) is { } creation ? [creation.Syntax] : [],
        IPropertyReferenceOperation { Instance: IParameterReferenceOperation { Parameter.ContainingSymbol: IMethodSymbol lambda } client }
            when lambda.MethodKind == MethodKind.AnonymousFunction =>
            LambdaUse.CallOf(client, lambda)?.Syntax is InvocationExpressionSyntax call
                && ClientRegistration.InChainOf(site, call) is { } registration ? [registration] : [],
        IPropertyReferenceOperation { Instance: { } client } => ClientPlaces.Of(site, client),
        _ => [],
    };
}
