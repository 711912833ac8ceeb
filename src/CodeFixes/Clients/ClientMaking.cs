using AsyncJobs.CodeFixes.Editing;
using AsyncJobs.CodeFixes.Site;
using AsyncJobs.CodeFixes.Times;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;

namespace AsyncJobs.CodeFixes.Clients;

/// <summary>Writes the budget into the place where a client is made.</summary>
internal static class ClientMaking
{
    /// <summary>The change that gives a new client a BudgetHandler; null if it cannot have one.</summary>
    public static Edit? Guard(FixSite site, IObjectCreationOperation creation)
    {
        if (creation.Syntax is not BaseObjectCreationExpressionSyntax syntax
            || !(site.Known.Http.Client.Is(creation.Type) || site.Known.Http.Invoker.Is(creation.Type)))
        {
            return null;
        }

        string service = ServiceNames.OfHolder(ClientCalls.HolderOf(creation));
        return creation.Arguments.IsEmpty ? OfDefault(site, syntax, service) : Wrap(site, creation, syntax, service);
    }

    private static Edit OfDefault(FixSite site, BaseObjectCreationExpressionSyntax syntax, string service)
    {
        SyntaxTree tree = syntax.SyntaxTree;
        SemanticModel model = site.Project.ModelOf(tree);
        Edit edit = new();
        List<AssignmentExpressionSyntax> parts = [.. syntax.Initializer?.Expressions.OfType<AssignmentExpressionSyntax>() ?? []];
        if (parts.TrueForAll(static part => NameOf(part) is "BaseAddress" or "Timeout")
            && parts.Count == (syntax.Initializer?.Expressions.Count ?? 0)
            && !Comments.AreIn(tree, syntax.Span))
        {
            (string client, string? import) = Name.OfType(model, syntax.SpanStart, "AsyncJobs", "BudgetHttpClient").First();
            string address = parts.Find(static part => NameOf(part) == "BaseAddress") is { } given ? $", {Spelled(given.Right)}" : "";
            edit.Replace(syntax, $"{client}.Create(\"{service}\"{address})");
            edit.Import(tree, import);
            return edit;
        }

        (string handler, string? needed) = Name.OfType(model, syntax.SpanStart, "AsyncJobs", "BudgetHandler").First();
        edit.Import(tree, needed);
        string arguments = $"(new {handler}(\"{service}\", new {TypeName(model, syntax, "System.Net.Http", "SocketsHttpHandler")}()))";
        if (syntax.ArgumentList is { } list)
            edit.Replace(list, arguments);
        else
            edit.Insert(tree, ((ObjectCreationExpressionSyntax)syntax).Type.Span.End, arguments);
        SetInfinite(edit, model, syntax);
        return edit;
    }

    private static Edit? Wrap(FixSite site, IObjectCreationOperation creation, BaseObjectCreationExpressionSyntax syntax, string service)
    {
        SyntaxTree tree = syntax.SyntaxTree;
        SemanticModel model = site.Project.ModelOf(tree);
        if (HandlerIn(site, model, syntax) is not { } handler)
            return null;

        Edit edit = new();
        (string type, string? import) = Name.OfType(model, syntax.SpanStart, "AsyncJobs", "BudgetHandler").First();
        edit.Insert(tree, handler.SpanStart, $"new {type}(\"{service}\", ");
        edit.Insert(tree, handler.Span.End, ")");
        edit.Import(tree, import);
        if (site.Known.Http.IsClient(creation.Type))
            SetInfinite(edit, model, syntax);
        return edit;
    }

    // Around all handlers: what retries inside of the budget ends with it, pauses included.
    private static ExpressionSyntax? HandlerIn(FixSite site, SemanticModel model, BaseObjectCreationExpressionSyntax creation)
    {
        IEnumerable<ExpressionSyntax> given = creation.ArgumentList?.Arguments.Select(static argument => argument.Expression) ?? [];
        return given.FirstOrDefault(expression => site.Known.Http.IsHandler(model.GetTypeInfo(expression).ConvertedType));
    }

    private static void SetInfinite(Edit edit, SemanticModel model, BaseObjectCreationExpressionSyntax syntax)
    {
        (string timeout, string? import) = Infinite(model, syntax.SpanStart);
        edit.Import(syntax.SyntaxTree, import);
        if (syntax.Initializer is not { } initializer)
        {
            edit.Insert(syntax.SyntaxTree, syntax.Span.End, $" {{ Timeout = {timeout} }}");
            return;
        }

        SeparatedSyntaxList<ExpressionSyntax> parts = initializer.Expressions;
        if (parts.OfType<AssignmentExpressionSyntax>().FirstOrDefault(static part => NameOf(part) == "Timeout") is { } existing)
        {
            edit.Replace(existing.Right, timeout);
        }
        else if (parts.Count == 0)
        {
            edit.Replace(initializer, $"{{ Timeout = {timeout} }}");
        }
        else
        {
            SourceText text = syntax.SyntaxTree.GetText();
            ExpressionSyntax last = parts[parts.Count - 1];
            TextLine line = text.Lines.GetLineFromPosition(last.SpanStart);
            string before = text.ToString(TextSpan.FromBounds(line.Start, last.SpanStart));
            string gap = before.All(char.IsWhiteSpace) ? EditedSolution.NewLineOf(text) + before : " ";
            if (parts.SeparatorCount == parts.Count)
                edit.Insert(syntax.SyntaxTree, parts.GetSeparator(parts.Count - 1).Span.End, $"{gap}Timeout = {timeout},");
            else
                edit.Insert(syntax.SyntaxTree, last.Span.End, $",{gap}Timeout = {timeout}");
        }
    }

    /// <summary>An infinite timeout as it can be written in a place.</summary>
    public static (string Text, string? Import) Infinite(SemanticModel model, int position)
    {
        (string type, string? import) = Name.OfType(model, position, "System.Threading", "Timeout").First();
        return ($"{type}.InfiniteTimeSpan", import);
    }

    private static string TypeName(SemanticModel model, SyntaxNode node, string containingNamespace, string name) =>
        Name.OfType(model, node.SpanStart, containingNamespace, name).First(static way => way.Import is null).Text;

    // new("https://…") has no type where the parameter may be null.
    private static string Spelled(ExpressionSyntax address) =>
        address is ImplicitObjectCreationExpressionSyntax { ArgumentList: { } arguments } ? $"new Uri{arguments}" : address.ToString();

    private static string? NameOf(AssignmentExpressionSyntax part) => part.Left is IdentifierNameSyntax name ? name.Identifier.ValueText : null;
}
