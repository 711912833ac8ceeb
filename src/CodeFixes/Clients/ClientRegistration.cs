using AsyncJobs.Analyzers.Known;
using AsyncJobs.Analyzers.Known.Libraries;
using AsyncJobs.CodeFixes.Editing;
using AsyncJobs.CodeFixes.Site;
using AsyncJobs.CodeFixes.Times;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;

namespace AsyncJobs.CodeFixes.Clients;

/// <summary>Writes the budget into the place where a container is told of a client.</summary>
internal static class ClientRegistration
{
    /// <summary>The registrations of a named client.</summary>
    public static IEnumerable<InvocationExpressionSyntax> OfName(FixSite site, string name) =>
        All(site).Where(found => NameIn(found.Operation) == name).Select(static found => found.Syntax);

    /// <summary>The registrations of the client that a type is given.</summary>
    public static IEnumerable<InvocationExpressionSyntax> OfType(FixSite site, ITypeSymbol type) =>
        All(site).Where(found => found.Operation.TargetMethod.TypeArguments.Any(argument => SymbolEqualityComparer.Default.Equals(argument, type)))
            .Select(static found => found.Syntax);

    /// <summary>The call that registers a client, given another of the same chain.</summary>
    public static InvocationExpressionSyntax? InChainOf(FixSite site, InvocationExpressionSyntax call)
    {
        ExpressionSyntax? current = call;
        while (current is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } invocation)
        {
            if (IsClient(site, access.Name.Identifier.ValueText, invocation))
                return invocation;
            current = access.Expression;
        }

        return null;
    }

    /// <summary>The change that puts a registered client under the budget; null if it is, or cannot be.</summary>
    public static Edit? Guard(FixSite site, InvocationExpressionSyntax registration)
    {
        SyntaxTree tree = registration.SyntaxTree;
        SemanticModel model = site.Project.ModelOf(tree);
        if (!site.Project.Has("AsyncJobs.BudgetHttpClientBuilderExtensions")
            || model.GetOperation(registration, site.CancellationToken) is not IInvocationOperation operation
            || !site.Known.ClientFactory.IsBuilder(operation.Type))
        {
            return null;
        }

        // The first handler that is added is the outermost: the budget also ends the pauses of those that retry.
        InvocationExpressionSyntax? outermost = null;
        InvocationExpressionSyntax last = registration;
        while (last.Parent is MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax next } access && access.Expression == last
            && site.Known.ClientFactory.IsBuilder(model.GetTypeInfo(next, site.CancellationToken).Type))
        {
            if (access.Name.Identifier.ValueText == KnownProduct.AddBudget)
                return null;
            if (outermost is null && AddsHandler(access.Name.Identifier.ValueText))
                outermost = last;
            last = next;
        }

        string service = NameIn(operation) is { Length: > 0 } name
            ? ServiceNames.OfRegistration(name)
            : operation.TargetMethod.TypeArguments is { IsEmpty: false } types ? ServiceNames.OfType(types[0]) : ServiceNames.OfHolder(null);
        Edit edit = new();
        Insert(edit, outermost ?? last, $".AddBudget(\"{service}\")", isInside: outermost is not null);
        edit.Import(tree, Name.OfType(model, registration.SpanStart, "AsyncJobs", "BudgetHttpClientBuilderExtensions").First().Import);
        return edit;
    }

    // Whatever is added to a client but its type is a handler, or makes some: AddPolicyHandler, AddStandardResilienceHandler, AddLogger.
    private static bool AddsHandler(string method) => method.StartsWith("Add", StringComparison.Ordinal) && method != "AddTypedClient";

    // Before a link that has a line of its own, comments included.
    private static void Insert(Edit edit, InvocationExpressionSyntax link, string text, bool isInside)
    {
        SyntaxToken end = link.GetLastToken();
        if (isInside && end.TrailingTrivia.Any(SyntaxKind.EndOfLineTrivia) && link.Parent is MemberAccessExpressionSyntax next)
        {
            SourceText file = link.SyntaxTree.GetText();
            TextLine line = file.Lines.GetLineFromPosition(next.OperatorToken.SpanStart);
            string indentation = file.ToString(TextSpan.FromBounds(line.Start, next.OperatorToken.SpanStart));
            edit.Insert(link.SyntaxTree, end.FullSpan.End, indentation + text + EditedSolution.NewLineOf(file));
        }
        else
        {
            edit.Insert(link.SyntaxTree, link.Span.End, Gap(link) + text);
        }
    }

    private static bool IsClient(FixSite site, string name, InvocationExpressionSyntax call) =>
        ClientFactoryLibrary.ClientMethods.Contains(name)
            && site.Flow.Code.OperationOf(call, site.CancellationToken) is IInvocationOperation operation
        && site.Known.ClientFactory.IsClient(operation.TargetMethod);

    private static IEnumerable<(InvocationExpressionSyntax Syntax, IInvocationOperation Operation)> All(FixSite site)
    {
        foreach (string method in ClientFactoryLibrary.ClientMethods)
        {
            foreach (SyntaxNode mention in site.Flow.Code.Mentions.Of(method, site.CancellationToken))
            {
                if (site.Flow.Code.OperationAt(mention,
                    site.CancellationToken) is IInvocationOperation { Syntax: InvocationExpressionSyntax syntax } operation
                    && site.Known.ClientFactory.IsClient(operation.TargetMethod))
                {
                    yield return (syntax, operation);
                }
            }
        }
    }

    private static string? NameIn(IInvocationOperation registration)
    {
        foreach (IArgumentOperation argument in registration.Arguments)
        {
            if (argument.Parameter?.Type.SpecialType == SpecialType.System_String
                && argument.Value.ConstantValue is { HasValue: true, Value: string name })
            {
                return name;
            }
        }

        return registration.TargetMethod.TypeArguments.IsEmpty ? "" : null;
    }

    // A chain with a line for each link goes on like that.
    private static string Gap(InvocationExpressionSyntax last)
    {
        if (last.Expression is not MemberAccessExpressionSyntax access)
            return "";

        SourceText text = last.SyntaxTree.GetText();
        TextLine line = text.Lines.GetLineFromPosition(access.OperatorToken.SpanStart);
        string before = text.ToString(TextSpan.FromBounds(line.Start, access.OperatorToken.SpanStart));
        return before.All(char.IsWhiteSpace) ? EditedSolution.NewLineOf(text) + before : "";
    }
}
