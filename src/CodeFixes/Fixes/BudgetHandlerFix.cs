using System.Collections.Immutable;
using System.Composition;
using AsyncJobs.Analyzers.Clients;
using AsyncJobs.Analyzers.Index;
using AsyncJobs.CodeFixes.Clients;
using AsyncJobs.CodeFixes.Editing;
using AsyncJobs.CodeFixes.Site;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;

namespace AsyncJobs.CodeFixes.Fixes;

/// <summary>Puts a client under the budget where it is made or registered, so that all of its calls are.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(BudgetHandlerFix))]
[Shared]
public sealed class BudgetHandlerFix : OutgoingCallFix
{
    internal const string Key = "AsyncJobs.BudgetHandler";
    private const string Title = "Put the client under the budget";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ["AJ1001", "AJ1002", "AJ1006"];

    private protected override IEnumerable<Fix> Find(FixSite site)
    {
        if (!site.Project.Has("AsyncJobs.BudgetHandler"))
            return [];

        return site.Diagnostic.Id switch
        {
            "AJ1001" => OfTimeout(site),
            "AJ1006" => OfInterface(site),
            _ => OfCall(site),
        };
    }

    // An interface of Refit or a client of gRPC is registered with the client that it calls with.
    private static IEnumerable<Fix> OfInterface(FixSite site)
    {
        if (site.Call is not { } call
            || site.Model.GetOperation(call, site.CancellationToken) is not IInvocationOperation { TargetMethod: { } method }
            || site.Flow.Code.Outgoing.NeedingLimit(method) is null)
        {
            yield break;
        }

        Edit edit = new();
        foreach (InvocationExpressionSyntax registration in ClientRegistration.OfType(site, method.ContainingType))
        {
            if (ClientRegistration.Guard(site, registration) is not { } guarded || !edit.TryAdd(guarded))
                yield break;
        }

        if (ClientReach.EnterFor(site, method.ContainingType) is { } entered && edit.TryAdd(entered))
            yield return new Fix(Title, Key, edit);
    }

    private static IEnumerable<Fix> OfCall(FixSite site)
    {
        SyntaxNode called = site.Call ?? (site.Node is SimpleNameSyntax name ? CallSyntax.Whole(name) : site.Node);
        IOperation? client = site.Model.GetOperation(called, site.CancellationToken) switch
        {
            IInvocationOperation invocation => OutgoingClient.Of(invocation),
            IMethodReferenceOperation group => group.Instance,
            _ => null,
        };
        if (client is not null && new ClientPlaces(site).Guard(client) is { } edit
            && ClientReach.Enter(site, ClientPlaces.Of(site, client)) is { } entered && edit.TryAdd(entered))
        {
            yield return new Fix(Title, Key, edit);
        }
    }

    private static IEnumerable<Fix> OfTimeout(FixSite site)
    {
        if (site.Model.GetOperation(site.Node,
            site.CancellationToken) is not ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Instance: { } client } } assignment)
        {
            yield break;
        }

        if (client is IInstanceReferenceOperation)
        {
            if (ClientCalls.CreationAround(assignment) is { } creation && ClientMaking.Guard(site, creation) is { } made
                && ClientReach.Enter(site, [creation.Syntax]) is { } entered && made.TryAdd(entered))
            {
                yield return new Fix(Title, Key, made);
            }
            yield break;
        }

        Edit? places = client is IParameterReferenceOperation { Parameter.ContainingSymbol: IMethodSymbol lambda } parameter
            && lambda.MethodKind == MethodKind.AnonymousFunction
            ? OfConfigured(site, parameter, lambda)
            : OfHeld(site, client);
        if (places is null)
            yield break;

        // The client's timeout is infinite then, so that what set it goes, or says so where it cannot go.
        foreach (Edit removal in Removals(site, assignment))
        {
            Edit edit = new();
            if (edit.TryAdd(places) && edit.TryAdd(removal))
                yield return new Fix(Title, Key, edit);
        }
    }

    private static Edit? OfHeld(FixSite site, IOperation client) =>
        new ClientPlaces(site).Guard(client) is { } places
        && ClientReach.Enter(site, ClientPlaces.Of(site, client)) is { } entered && places.TryAdd(entered)
            ? places
            : null;

    private static Edit? OfConfigured(FixSite site, IParameterReferenceOperation parameter, IMethodSymbol lambda) =>
        LambdaUse.CallOf(parameter, lambda)?.Syntax is InvocationExpressionSyntax call
        && ClientRegistration.InChainOf(site, call) is { } registration
        && ClientRegistration.Guard(site, registration) is { } guarded
        && ClientReach.Enter(site, [registration]) is { } entered && guarded.TryAdd(entered)
            ? guarded
            : null;

    private static IEnumerable<Edit> Removals(FixSite site, ISimpleAssignmentOperation assignment)
    {
        if (assignment.Syntax is not AssignmentExpressionSyntax syntax)
            yield break;

        Edit statement = new();
        if (Statements.TryDelete(statement, syntax))
            yield return statement;

        // A lambda that does nothing else goes with it.
        if (syntax.Parent is LambdaExpressionSyntax { Parent: ArgumentSyntax { Parent: ArgumentListSyntax list } argument }
            && list.Parent is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } call)
        {
            Edit configuration = new();
            int index = list.Arguments.IndexOf(argument);
            TextSpan? removed = index > 0
                ? TextSpan.FromBounds(list.Arguments[index - 1].Span.End, argument.Span.End)
                : list.Arguments.Count != 1 || access.Name.Identifier.ValueText != "ConfigureHttpClient" ? null
                : Comments.AreBefore(access) ? Comments.LineOf(call, access)
                : TextSpan.FromBounds(access.Expression.Span.End, call.Span.End);
            if (removed is { } span && !Comments.AreIn(site.Tree, span))
                configuration.Delete(site.Tree, span);
            if (!configuration.IsEmpty)
                yield return configuration;
        }

        (string text, string? import) = ClientMaking.Infinite(site.Model, syntax.Right.SpanStart);
        Edit infinite = new();
        infinite.Replace(syntax.Right, text);
        infinite.Import(site.Tree, import);
        yield return infinite;
    }
}
