using AsyncJobs.Analyzers.Index;
using AsyncJobs.Analyzers.Known;
using AsyncJobs.CodeFixes.Clients;
using AsyncJobs.CodeFixes.Editing;
using AsyncJobs.CodeFixes.Site;
using AsyncJobs.CodeFixes.Times;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace AsyncJobs.CodeFixes.Fixes;

/// <summary>
/// Links a source of cancellation with the budget's token, so that its own time stays as a cap. Done where the source is linked with something
/// already, and where
/// it ends more than HTTP calls.
/// </summary>
internal static class SourceLinks
{
    public static IEnumerable<Fix> Find(FixSite site) => site.Model.GetOperation(site.Node, site.CancellationToken) switch
    {
        IInvocationOperation { Instance: ILocalReferenceOperation source } cancelAfter when site.Known.Tasks.IsCancelAfter(cancelAfter) =>
            OfVariable(site, source, CapTimeFix.Key),
        IObjectCreationOperation { Arguments: { Length: 1 } arguments } creation when site.Known.IsTokenSource(creation.Type) =>
            OfCreation(site, creation, arguments[0]),
        _ => [],
    };

    /// <summary>Links the source in a variable with a token that is made from the remaining time.</summary>
    public static IEnumerable<Fix> OfVariable(FixSite site, ILocalReferenceOperation source, string key)
    {
        switch (OperationTree.Unwrapped(OperationTree.InitialOf(source)))
        {
            case IInvocationOperation { Syntax: InvocationExpressionSyntax { ArgumentList.Arguments: { Count: > 0 } arguments } } linked
                when site.Known.Tasks.IsLink(linked.TargetMethod) && arguments.All(argument => IsToken(site, argument.Expression)):
                foreach (TimeExpression token in Tokens.ToLinkAt(site, arguments[0]))
                {
                    Edit edit = new();
                    edit.Insert(site.Tree, arguments[arguments.Count - 1].Span.End, $", {token.Text}");
                    token.AddTo(edit, site.Tree);
                    yield return new Fix($"Link '{token.Text}'", key, edit);
                }

                break;
            case IObjectCreationOperation { Arguments: { IsEmpty: true }, Initializer: null, Syntax: ExpressionSyntax created }
                when !EndsOnlyCalls(site, source.Local, source):
                foreach (TimeExpression token in Tokens.ToLinkAt(site, created))
                {
                    Edit edit = new();
                    edit.Replace(created, $"{TypeName(site, created)}.CreateLinkedTokenSource({token.Text})");
                    token.AddTo(edit, site.Tree);
                    yield return new Fix($"Link '{token.Text}'", key, edit);
                }

                break;
        }
    }

    // new CancellationTokenSource(time), for more than calls: linked with a part of the budget of that time.
    private static IEnumerable<Fix> OfCreation(FixSite site, IObjectCreationOperation creation, IArgumentOperation time)
    {
        if (creation.Syntax is not ExpressionSyntax created || time.Value.Syntax is not ExpressionSyntax expression
            || ClientCalls.HolderOf(creation) is not ILocalSymbol source
            || EndsOnlyCalls(site, source, creation)
            || Durations.AsTimeSpan(site, expression, "FromMilliseconds") is not { } most)
        {
            yield break;
        }

        foreach (TimeExpression budget in Budgets.At(site, created))
        {
            Edit edit = new();
            edit.Replace(created, $"{TypeName(site, created)}.CreateLinkedTokenSource({budget.Text}.Slice({most}).Token)");
            budget.AddTo(edit, site.Tree);
            yield return new Fix($"Link '{budget.Text}'", CapTimeFix.Key, edit);
        }
    }

    private static bool IsToken(FixSite site, ExpressionSyntax expression) =>
        site.Known.IsToken(site.Model.GetTypeInfo(expression, site.CancellationToken).Type);

    private static string TypeName(FixSite site, SyntaxNode node) => Durations.TypeOf(site, node, "System.Threading", "CancellationTokenSource");

    private static bool EndsOnlyCalls(FixSite site, ILocalSymbol source, IOperation near)
    {
        foreach (IOperation reference in site.Flow.Code.References.To(source, near, site.CancellationToken))
        {
            if (reference.Parent is not IPropertyReferenceOperation { Property.Name: "Token" } token)
                continue;

            bool isCall = token.Parent switch
            {
                IArgumentOperation { Parent: IInvocationOperation invocation } => site.Flow.Code.Outgoing.KindOf(invocation) != OutgoingKind.None
                    || site.Flow.Code.IsSource(invocation.TargetMethod) || site.Known.IsTokenSource(invocation.TargetMethod.ContainingType),
                IVariableInitializerOperation or IAssignmentOperation or IPropertyReferenceOperation => true,
                _ => false,
            };
            if (!isCall)
                return false;
        }

        return true;
    }
}
