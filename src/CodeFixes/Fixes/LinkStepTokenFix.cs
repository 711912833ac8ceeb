using System.Collections.Immutable;
using System.Composition;
using AsyncJobs.Analyzers.Index;
using AsyncJobs.CodeFixes.Editing;
using AsyncJobs.CodeFixes.Site;
using AsyncJobs.CodeFixes.Times;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace AsyncJobs.CodeFixes.Fixes;

/// <summary>Gives a call in a durable operation's body a token that fires for the deadline too: the body's own, linked with the budget's.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(LinkStepTokenFix))]
[Shared]
public sealed class LinkStepTokenFix : OutgoingCallFix
{
    internal const string Key = "AsyncJobs.LinkStepToken";
    internal const string Title = "Link the step's token with the budget";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ["AJ1012"];

    private protected override IEnumerable<Fix> Find(FixSite site)
    {
        if (site.Call is not { } call || site.Model.GetOperation(call, site.CancellationToken) is not IInvocationOperation operation)
            return [];

        foreach (IArgumentOperation argument in operation.Arguments)
        {
            if (site.Known.IsToken(argument.Parameter?.Type) && argument.Syntax is ArgumentSyntax { Expression: { } expression }
                && site.Flow.Values.Of(argument.Value, site.CancellationToken).IsStep)
            {
                return OfToken(site, expression, OperationTree.Unwrapped(argument.Value));
            }
        }

        return [];
    }

    private static IEnumerable<Fix> OfToken(FixSite site, ExpressionSyntax expression, IOperation? token)
    {
        switch (token)
        {
            case IParameterReferenceOperation { Parameter: { } parameter }:
                return StepLinks.Of(site, parameter).Select(linked => Replaced(site, expression, linked));
            case ILocalReferenceOperation local when OperationTree.InitialOf(local) is { } initial:
                return OfToken(site, expression, OperationTree.Unwrapped(initial));
            case IPropertyReferenceOperation { Property.Name: "Token", Instance: ILocalReferenceOperation source }:
                return SourceLinks.OfVariable(site, source, Key).Select(static fix => fix with { Title = Title });
            default:
                return [];
        }
    }

    private static Fix Replaced(FixSite site, ExpressionSyntax expression, TimeExpression linked)
    {
        Edit edit = new();
        edit.Replace(expression, linked.Text);
        linked.AddTo(edit, site.Tree);
        return new Fix(Title, Key, edit);
    }
}
