using System.Collections.Immutable;
using AsyncJobs.Analyzers.Index;
using AsyncJobs.CodeFixes.Editing;
using AsyncJobs.CodeFixes.Site;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace AsyncJobs.CodeFixes.Times;

/// <summary>Writes into a handler that it enters the budget of its invocation, for all that it does.</summary>
internal static class BudgetEntry
{
    private const string Step = "    ";
    private const string Budget = "budget";

    /// <summary>The change that enters a budget in each of these handlers; null if one of them cannot have it.</summary>
    public static Edit? Into(FixSite site, ImmutableArray<HandlerFunction> handlers)
    {
        Edit edit = new();
        foreach (HandlerFunction handler in handlers)
        {
            if (Into(site, handler) is not { } entered || !edit.TryAdd(entered))
                return null;
        }

        return edit;
    }

    /// <summary>
    /// The budget of the function that is given the context, declared at its start; null where it cannot be, or would end before what the function
    /// starts.
    /// </summary>
    public static TimeExpression? Declare(FixSite site, SyntaxNode node)
    {
        foreach (SyntaxNode function in node.Ancestors())
        {
            if (Tokens.BlockOf(function) is not { } block || ContextOf(site, function) is not { } context)
                continue;
            if (site.Language < LanguageVersion.CSharp8 || !block.OpenBraceToken.TrailingTrivia.Any(SyntaxKind.EndOfLineTrivia)
                || (!Tokens.IsAsync(function) && site.Known.IsTask(context.ReturnType)))
            {
                return null;
            }

            Edit declaration = new();
            string[] lines = Lines(site, declaration, function, context.Name);
            string indentation = block.Statements.Count > 0 ? Tokens.IndentationOf(block.Statements[0]) : Tokens.IndentationOf(block) + Step;
            declaration.Insert(site.Tree, block.OpenBraceToken.FullSpan.End,
                indentation + lines[0] + EditedSolution.NewLineOf(site.Tree.GetText(site.CancellationToken)));
            return new TimeExpression(Name.Unused(function, Budget)) { Declaration = declaration };
        }

        return null;
    }

    private static (string Name, ITypeSymbol ReturnType)? ContextOf(FixSite site, SyntaxNode function)
    {
        IMethodSymbol? symbol = function is AnonymousFunctionExpressionSyntax
            ? site.Model.GetSymbolInfo(function, site.CancellationToken).Symbol as IMethodSymbol
            : site.Model.GetDeclaredSymbol(function, site.CancellationToken) as IMethodSymbol;
        return symbol?.Parameters.FirstOrDefault(parameter => site.Known.Product.IsLambdaContext(parameter.Type)) is { } context
            ? (context.Name, symbol.ReturnType)
            : null;
    }

    private static Edit? Into(FixSite site, HandlerFunction handler)
    {
        if (!site.Project.Has("AsyncJobs.InvocationBudget")
            || ((CSharpParseOptions)handler.Syntax.SyntaxTree.Options).LanguageVersion < LanguageVersion.CSharp8
            || handler.Symbol.Parameters.FirstOrDefault(parameter => site.Known.Product.IsLambdaContext(parameter.Type)) is not { } context)
        {
            return null;
        }

        Edit edit = new();
        bool isWritten = handler.Syntax switch
        {
            MethodDeclarationSyntax { Body: { } body } method => IntoBlock(site, edit, handler, body, method, context.Name),
            MethodDeclarationSyntax { ExpressionBody: { } arrow } method => InsteadOf(site, edit, handler, arrow, method, context.Name),
            LocalFunctionStatementSyntax { Body: { } body } function => IntoBlock(site, edit, handler, body, function, context.Name),
            AnonymousFunctionExpressionSyntax { Block: { } body } lambda when Tokens.IsAsync(lambda) =>
                IntoBlock(site, edit, handler, body, lambda, context.Name),
            _ => false,
        };
        return isWritten ? edit : null;
    }

    private static bool IntoBlock(FixSite site, Edit edit, HandlerFunction handler, BlockSyntax body, SyntaxNode function, string context)
    {
        if (!MakeAsync(edit, handler.Symbol, function, body))
            return false;

        SyntaxTree tree = body.SyntaxTree;
        string newLine = EditedSolution.NewLineOf(tree.GetText(site.CancellationToken));
        if (BudgetIn(site, body) is { } made)
        {
            string entered = Entered(site, edit, function, made.Declaration.Variables[0].Identifier.Text);
            edit.Insert(tree, made.Span.End, newLine + Tokens.IndentationOf(made) + entered);
            return true;
        }

        string[] lines = Lines(site, edit, function, context);
        bool hasLines = body.OpenBraceToken.TrailingTrivia.Any(SyntaxKind.EndOfLineTrivia);
        string indentation = body.Statements.Count > 0 ? Tokens.IndentationOf(body.Statements[0]) : Tokens.IndentationOf(body) + Step;
        edit.Insert(
            tree,
            hasLines ? body.OpenBraceToken.FullSpan.End : body.OpenBraceToken.Span.End,
            hasLines ? string.Concat(lines.Select(line => indentation + line + newLine)) : string.Concat(lines.Select(static line => " " + line)));
        return true;
    }

    // => Load(url): the budget is entered in a block, and left when what the expression starts has ended.
    private static bool InsteadOf(
        FixSite site, Edit edit, HandlerFunction handler, ArrowExpressionClauseSyntax arrow, MethodDeclarationSyntax method, string context)
    {
        bool isTask = site.Known.IsTask(handler.Symbol.ReturnType);
        bool isAsync = Tokens.IsAsync(method);
        if (isTask && !isAsync)
            edit.Insert(method.SyntaxTree, method.ReturnType.SpanStart, "async ");

        SyntaxTree tree = method.SyntaxTree;
        SourceText text = tree.GetText(site.CancellationToken);
        string newLine = EditedSolution.NewLineOf(text);
        string outer = Tokens.IndentationOf(text, method.SpanStart);
        string returned = handler.Symbol.ReturnsVoid || (isTask && handler.Symbol.ReturnType is INamedTypeSymbol { IsGenericType: false })
            ? ""
            : "return ";
        string awaited = isTask && !isAsync ? "await " : "";
        IEnumerable<string> lines = Lines(site, edit, method, context).Select(line => outer + Step + line + newLine);
        int start = arrow.ArrowToken.GetPreviousToken().Span.End;
        if (!IsBlank(text, start, arrow.ArrowToken.SpanStart) || !IsBlank(text, arrow.ArrowToken.Span.End, arrow.Expression.SpanStart))
            return false;

        edit.Replace(
            tree,
            TextSpan.FromBounds(start, arrow.Expression.SpanStart),
            $"{newLine}{outer}{{{newLine}{string.Concat(lines)}{outer}{Step}{returned}{awaited}");
        edit.Insert(tree, method.SemicolonToken.Span.End, $"{newLine}{outer}}}");
        return true;
    }

    private static bool IsBlank(SourceText text, int start, int end) => string.IsNullOrWhiteSpace(text.ToString(TextSpan.FromBounds(start, end)));

    // The scope ends with the method, and must not before the calls that it starts do.
    private static bool MakeAsync(Edit edit, IMethodSymbol method, SyntaxNode function, BlockSyntax body)
    {
        if (Tokens.IsAsync(function) || method.ReturnType is not INamedTypeSymbol { Name: "Task" or "ValueTask" } type)
            return true;

        (SyntaxTree tree, TypeSyntax? returned) = (function.SyntaxTree, function switch
        {
            MethodDeclarationSyntax declaration => declaration.ReturnType,
            LocalFunctionStatementSyntax local => local.ReturnType,
            _ => null,
        });
        List<ReturnStatementSyntax> returns =
        [
            .. body.DescendantNodes(static node => node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax))
                .OfType<ReturnStatementSyntax>(),
        ];
        if (returned is null || returns.Count == 0 || !type.IsGenericType)
            return false;

        edit.Insert(tree, returned.SpanStart, "async ");
        foreach (ReturnStatementSyntax statement in returns)
            edit.Insert(tree, statement.Expression!.SpanStart, "await ");
        return returns.TrueForAll(static statement => statement.Expression is not (ConditionalExpressionSyntax or BinaryExpressionSyntax));
    }

    // using InvocationBudget budget = context.CreateBudget(); that is there already.
    private static LocalDeclarationStatementSyntax? BudgetIn(FixSite site, BlockSyntax body)
    {
        SemanticModel model = site.Project.ModelOf(body.SyntaxTree);
        return body.Statements.OfType<LocalDeclarationStatementSyntax>().FirstOrDefault(statement =>
            statement.Declaration.Variables.Count == 1
            && model.GetDeclaredSymbol(statement.Declaration.Variables[0], site.CancellationToken) is ILocalSymbol local
            && site.Known.Product.IsBudget(local.Type)
            && statement.Declaration.Variables[0].Initializer?.Value is InvocationExpressionSyntax);
    }

    private static string[] Lines(FixSite site, Edit edit, SyntaxNode function, string context)
    {
        string budget = Name.Unused(function, Budget);
        return [$"using {Declared(site, edit, function, "InvocationBudget")} {budget} = {Made(site, edit, function, Name.Escaped(context))};",
            Entered(site, edit, function, budget)];
    }

    private static string Entered(FixSite site, Edit edit, SyntaxNode function, string budget) =>
        $"using {Declared(site, edit, function, "EnteredScope")} {Name.Unused(function, "entered")} = {budget}.Enter();";

    private static string Declared(FixSite site, Edit edit, SyntaxNode function, string type)
    {
        if (Tokens.UsesVar(function.SyntaxTree))
            return "var";

        (string text, string? import) = Name.OfType(site.Project.ModelOf(function.SyntaxTree), function.SpanStart, "AsyncJobs", type).First();
        edit.Import(function.SyntaxTree, import);
        return text;
    }

    private static string Made(FixSite site, Edit edit, SyntaxNode function, string context)
    {
        SemanticModel model = site.Project.ModelOf(function.SyntaxTree);
        if (site.Project.Has("AsyncJobs.BudgetLambdaContextExtensions"))
        {
            edit.Import(function.SyntaxTree, Name.OfType(model, function.SpanStart, "AsyncJobs", "BudgetLambdaContextExtensions").First().Import);
            return $"{context}.CreateBudget()";
        }

        (string budget, string? import) = Name.OfType(model, function.SpanStart, "AsyncJobs", "InvocationBudget").First();
        edit.Import(function.SyntaxTree, import);
        string timeSpan = Name.OfType(model, function.SpanStart, "System", "TimeSpan").First(static way => way.Import is null).Text;
        return $"{budget}.FromRemaining({context}.RemainingTime, {timeSpan}.FromSeconds(1))";
    }
}
