using AsyncJobs.CodeFixes.Editing;
using AsyncJobs.CodeFixes.Site;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace AsyncJobs.CodeFixes.Times;

/// <summary>
/// Writes what a function declares at its start for all that it does, and disposes of at its end. An expression becomes a block, and what returns a
/// task becomes asynchronous, so that it ends after what it starts. Without using declarations, before C# 8, the block goes into using statements.
/// </summary>
internal sealed class FunctionStart
{
    private const string Step = "    ";

    private readonly FixSite _site;
    private readonly Edit _edit;
    private readonly SyntaxNode _function;
    private readonly IMethodSymbol _symbol;
    private readonly SyntaxTree _tree;
    private readonly SourceText _text;
    private readonly string _newLine;

    private FunctionStart(FixSite site, Edit edit, SyntaxNode function, IMethodSymbol symbol)
    {
        _site = site;
        _edit = edit;
        _function = function;
        _symbol = symbol;
        _tree = function.SyntaxTree;
        _text = _tree.GetText(site.CancellationToken);
        _newLine = EditedSolution.NewLineOf(_text);
    }

    private bool HasDeclarations => HasUsingDeclarations(_function);

    private bool ReturnsTask => _site.Known.IsTask(_symbol.ReturnType);

    private bool HasToBecomeAsync => ReturnsTask && !Tokens.IsAsync(_function);

    private bool ReturnsValue =>
        !_symbol.ReturnsVoid && !(ReturnsTask && _symbol.ReturnType is INamedTypeSymbol { IsGenericType: false });

    /// <summary>Writes declarations into a function; false if it cannot have them.</summary>
    /// <param name="site">What is mended.</param>
    /// <param name="edit">Takes the change.</param>
    /// <param name="function">The method, local function or lambda.</param>
    /// <param name="symbol">What it declares.</param>
    /// <param name="lines">What is written.</param>
    public static bool TryWrite(FixSite site, Edit edit, SyntaxNode function, IMethodSymbol symbol, params StartLine[] lines)
    {
        FunctionStart start = new(site, edit, function, symbol);
        return Tokens.BlockOf(function) is { } block
            ? start.TryBecomeAsync(block) && start.TryWriteInto(block, lines)
            : ExpressionOf(function) is { } body && start.TryReplace(body.Arrow, body.Expression, lines);
    }

    /// <summary>Whether the language of a function's file has using declarations.</summary>
    public static bool HasUsingDeclarations(SyntaxNode function) =>
        ((CSharpParseOptions)function.SyntaxTree.Options).LanguageVersion >= LanguageVersion.CSharp8;

    private static (SyntaxToken Arrow, ExpressionSyntax Expression)? ExpressionOf(SyntaxNode function) => function switch
    {
        MethodDeclarationSyntax { ExpressionBody: { } body } => (body.ArrowToken, body.Expression),
        LocalFunctionStatementSyntax { ExpressionBody: { } body } => (body.ArrowToken, body.Expression),
        LambdaExpressionSyntax { ExpressionBody: { } expression } lambda => (lambda.ArrowToken, expression),
        _ => null,
    };

    private bool TryWriteInto(BlockSyntax block, StartLine[] lines)
    {
        bool hasLines = block.OpenBraceToken.TrailingTrivia.Any(SyntaxKind.EndOfLineTrivia);
        string indentation = block.Statements.Count > 0 && hasLines
            ? Tokens.IndentationOf(_text, block.Statements[0].SpanStart)
            : Tokens.IndentationOf(_text, block.CloseBraceToken.SpanStart) + Step;
        int start = hasLines ? block.OpenBraceToken.FullSpan.End : block.OpenBraceToken.Span.End;
        if (HasDeclarations)
        {
            IEnumerable<string> declarations = lines.Select(static line => line.IsDisposed ? $"using {line.Text};" : $"{line.Text};");
            _edit.Insert(_tree, start, Joined(declarations, hasLines ? indentation : null));
            return true;
        }

        string[] headers = [.. HeadersOf(lines)];
        if (!hasLines)
        {
            _edit.Insert(_tree, start, Joined(headers, indentation: null));
            _edit.Insert(_tree, block.CloseBraceToken.SpanStart, "} ");
            return true;
        }

        int end = _text.Lines.GetLineFromPosition(block.CloseBraceToken.SpanStart).Start;
        if (!string.IsNullOrWhiteSpace(_text.ToString(TextSpan.FromBounds(end, block.CloseBraceToken.SpanStart))))
            return false;

        Indent(start, end, Joined(headers, indentation));
        _edit.Insert(_tree, end, $"{indentation}}}{_newLine}");
        return true;
    }

    // What follows goes in one step further; a text that covers several lines stays as it is.
    private void Indent(int start, int end, string before)
    {
        SyntaxNode root = _tree.GetRoot(_site.CancellationToken);
        foreach (TextLine line in _text.Lines)
        {
            if (line.Start < start || line.Start >= end)
                continue;

            SyntaxToken token = root.FindToken(line.Start);
            bool stays = string.IsNullOrWhiteSpace(line.ToString()) || line.ToString().TrimStart()[0] == '#'
                || (token.SpanStart < line.Start && line.Start < token.Span.End);
            string text = (line.Start == start ? before : "") + (stays ? "" : Step);
            if (text.Length > 0)
                _edit.Insert(_tree, line.Start, text);
        }
    }

    // => Load(url): what is declared stands in a block, and ends when what the expression starts has ended.
    private bool TryReplace(SyntaxToken arrow, ExpressionSyntax expression, StartLine[] lines)
    {
        bool isLambda = _function is LambdaExpressionSyntax;
        int start = isLambda ? arrow.Span.End : arrow.GetPreviousToken().Span.End;
        if (!IsBlank(start, isLambda ? start : arrow.SpanStart) || !IsBlank(arrow.Span.End, expression.SpanStart))
            return false;
        if (HasToBecomeAsync)
            InsertAsync();

        string outer = Tokens.IndentationOf(_text, _function.SpanStart);
        string inner = outer + Step;
        string declared = HasDeclarations
            ? Joined(lines.Select(static line => line.IsDisposed ? $"using {line.Text};" : $"{line.Text};"), inner)
            : Joined(HeadersOf(lines), inner);
        string place = HasDeclarations ? inner : inner + Step;
        bool isGrouped = HasToBecomeAsync && Needs(expression);
        string before = (ReturnsValue ? "return " : "") + (HasToBecomeAsync ? "await " : "") + (isGrouped ? "(" : "");
        string closing = (HasDeclarations ? "" : $"{_newLine}{inner}}}") + $"{_newLine}{outer}}}";

        _edit.Replace(_tree, TextSpan.FromBounds(start, expression.SpanStart), $"{_newLine}{outer}{{{_newLine}{declared}{place}{before}");
        Close(expression, isGrouped ? ")" : "", closing);

        // The lines of the expression stay as far behind its first one as they were.
        int step = place.Length - Tokens.IndentationOf(_text, expression.SpanStart).Length;
        _edit.Indent(_tree, TextSpan.FromBounds(expression.SpanStart, EndOf(expression)), new string(' ', Math.Max(0, step)));
        return true;
    }

    // A comment behind the expression stays with it.
    private void Close(ExpressionSyntax expression, string end, string closing)
    {
        bool isLambda = _function is LambdaExpressionSyntax;
        string after = isLambda ? end + ";" : end;
        int last = Comments.EndBehind(_text, EndOf(expression));
        if (last == expression.Span.End)
        {
            _edit.Insert(_tree, last, after + closing);
            return;
        }

        if (after.Length > 0)
            _edit.Insert(_tree, expression.Span.End, after);
        _edit.Insert(_tree, last, closing);
    }

    private int EndOf(ExpressionSyntax expression) =>
        _function is LambdaExpressionSyntax ? expression.Span.End : SemicolonOf(_function).Span.End;

    private static SyntaxToken SemicolonOf(SyntaxNode function) =>
        function is MethodDeclarationSyntax method ? method.SemicolonToken : ((LocalFunctionStatementSyntax)function).SemicolonToken;

    private static bool Needs(ExpressionSyntax expression) =>
        expression is ConditionalExpressionSyntax or BinaryExpressionSyntax or SwitchExpressionSyntax or AssignmentExpressionSyntax;

    private bool IsBlank(int start, int end) => string.IsNullOrWhiteSpace(_text.ToString(TextSpan.FromBounds(start, end)));

    private static IEnumerable<string> HeadersOf(StartLine[] lines)
    {
        foreach (StartLine line in lines)
        {
            if (line.IsDisposed)
                yield return $"using ({line.Text})";
        }

        yield return "{";
        foreach (StartLine line in lines)
        {
            if (!line.IsDisposed)
                yield return $"{Step}{line.Text};";
        }
    }

    private string Joined(IEnumerable<string> lines, string? indentation) => indentation is null
        ? string.Concat(lines.Select(static line => " " + line))
        : string.Concat(lines.Select(line => indentation + line + _newLine));

    private void InsertAsync()
    {
        int? place = _function switch
        {
            MethodDeclarationSyntax method => method.ReturnType.SpanStart,
            LocalFunctionStatementSyntax local => local.ReturnType.SpanStart,
            ParenthesizedLambdaExpressionSyntax lambda => (lambda.ReturnType ?? (SyntaxNode)lambda.ParameterList).SpanStart,
            SimpleLambdaExpressionSyntax lambda => lambda.Parameter.SpanStart,
            AnonymousMethodExpressionSyntax method => method.DelegateKeyword.SpanStart,
            _ => null,
        };
        if (place is { } position)
            _edit.Insert(_tree, position, "async ");
    }

    // What is declared ends with the function, and must not before the calls that it starts do.
    private bool TryBecomeAsync(BlockSyntax block)
    {
        if (!HasToBecomeAsync)
            return true;

        List<ReturnStatementSyntax> returns =
        [
            .. block.DescendantNodes(static node => node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax))
                .OfType<ReturnStatementSyntax>(),
        ];
        bool endsWithIt = returns.Count == 1 && block.Statements[block.Statements.Count - 1] == returns[0];
        if (returns.Count == 0 || !(ReturnsValue || endsWithIt) || returns.Exists(static statement => Needs(statement.Expression!)))
            return false;

        InsertAsync();
        foreach (ReturnStatementSyntax statement in returns)
        {
            if (ReturnsValue)
                _edit.Insert(_tree, statement.Expression!.SpanStart, "await ");
            else
                _edit.Replace(_tree, statement.ReturnKeyword.Span, "await");
        }

        return true;
    }
}
