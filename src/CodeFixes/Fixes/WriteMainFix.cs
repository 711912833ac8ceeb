using System.Collections.Immutable;
using System.Composition;
using AsyncJobs.CodeFixes.Editing;
using AsyncJobs.Roslyn;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AsyncJobs.CodeFixes.Fixes;

/// <summary>
/// Has a program run its jobs: in a Main of its own, or before everything that its Main does already. A greeting, as dotnet new console writes it,
/// gives way.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(WriteMainFix)), Shared]
public sealed class WriteMainFix : CodeFixProvider
{
    internal const string Title = "Run the jobs in Main";

    private const string Greeting = "Console.WriteLine(\"Hello, World!\");";
    private const string HostingNamespace = "AsyncJobs.Hosting";
    private const string LocalNamespace = "AsyncJobs.Local";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [UnusedAppRule.Id];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        Project project = context.Document.Project;
        if (await project.GetCompilationAsync(context.CancellationToken).ConfigureAwait(false) is not { } compilation)
            return;

        Diagnostic diagnostic = context.Diagnostics[0];
        if (!diagnostic.Properties.TryGetValue(UnusedAppRule.App, out string? app) || app is null)
            return;

        HostedMain main = new(app, UnusedAppRule.HasLocalHost(compilation));
        Solution? changed;
        if (compilation.GetEntryPoint(context.CancellationToken) is { } entry)
        {
            SyntaxNode declaration = await entry.DeclaringSyntaxReferences[0].GetSyntaxAsync(context.CancellationToken).ConfigureAwait(false);
            changed = EditOf(declaration, main) is { } edit
                ? await FixCheck.TryAsync(project.Solution, edit, [diagnostic], context.CancellationToken).ConfigureAwait(false)
                : null;
        }
        else
        {
            // Two of them: which one is the program's is for the author to say.
            changed = compilation.ContainsSymbolsWithName(WellKnownMemberNames.EntryPointMethodName, SymbolFilter.Member, context.CancellationToken)
                ? null
                : NewProgram(project, main);
        }

        if (changed is not null)
            context.RegisterCodeFix(CodeAction.Create(Title, _ => Task.FromResult(changed), nameof(WriteMainFix)), diagnostic);
    }

    private static Solution NewProgram(Project project, HostedMain main)
    {
        const string name = "Program.cs";
        bool isTaken = project.Documents.Any(static document => document.Folders.Count == 0 && document.Name == name);
        return project.AddDocument(isTaken ? "Main.cs" : name, main.Program(HostingNamespace, LocalNamespace)).Project.Solution;
    }

    private static Edit? EditOf(SyntaxNode declaration, HostedMain main)
    {
        Edit edit = new();
        bool isEdited = declaration switch
        {
            CompilationUnitSyntax unit => TryEdit(edit, unit, main),
            MethodDeclarationSyntax { Body.Statements: { Count: > 0 } statements } method => TryEdit(edit, method, statements[0], main),
            _ => false,
        };
        return isEdited ? edit : null;
    }

    // What comes before the first statement of a file without usings has them too: they and the statement would have one place.
    private static string UsingsOf(Edit edit, CompilationUnitSyntax unit, bool hasLocalHost, string newLine)
    {
        string[] names = hasLocalHost ? [HostingNamespace, LocalNamespace] : [HostingNamespace];
        if (unit.Usings.Count == 0)
            return string.Concat(names.Select(name => $"using {name};{newLine}")) + newLine;

        foreach (string name in names)
            edit.Import(unit.SyntaxTree, name);
        return "";
    }

    private static bool TryEdit(Edit edit, CompilationUnitSyntax unit, HostedMain main)
    {
        GlobalStatementSyntax[] statements = [.. unit.Members.OfType<GlobalStatementSyntax>()];
        ReturnStatementSyntax[] returns = [.. statements.SelectMany(static statement => ReturnsOf(statement))];
        if (statements.Length == 0 || returns.Any(static statement => statement.Expression is null))
            return false;

        string newLine = NewLineOf(unit);
        GlobalStatementSyntax first = statements[0];
        GlobalStatementSyntax last = statements[statements.Length - 1];
        string usings = UsingsOf(edit, unit, main.HasLocalHost && returns.Length == 0, newLine);
        if (statements.Length == 1 && first.ToString() == Greeting)
        {
            // With the comment that dotnet new console writes above it. Any other one is the author's.
            string text = usings + string.Join(newLine, main.Start) + newLine + newLine + main.End;
            SyntaxTrivia comment = first.GetLeadingTrivia().LastOrDefault(IsComment);
            int start = IsOfTemplate(comment) ? comment.SpanStart : first.SpanStart;
            edit.Replace(unit.SyntaxTree, Microsoft.CodeAnalysis.Text.TextSpan.FromBounds(start, first.Span.End), text);
            return true;
        }

        edit.Insert(unit.SyntaxTree, first.SpanStart, usings + string.Join(newLine, main.Start) + newLine + newLine);
        if (returns.Length == 0)
            edit.Insert(unit.SyntaxTree, last.Span.End, newLine + newLine + main.End);
        return true;
    }

    // What the Main does elsewhere stays: on the developer's machine it may be something else than the jobs.
    private static bool TryEdit(Edit edit, MethodDeclarationSyntax method, StatementSyntax first, HostedMain main)
    {
        string type = method.ReturnType.ToString();
        bool isAsync = method.Modifiers.Any(SyntaxKind.AsyncKeyword);
        bool isPlain = type == "void" || (isAsync && type.EndsWith("Task", StringComparison.Ordinal));
        if (!isPlain && type != "int" && !isAsync)
            return false;

        string indentation = first.GetLeadingTrivia().LastOrDefault() is var last && last.IsKind(SyntaxKind.WhitespaceTrivia) ? last.ToString() : "";
        string separator = NewLineOf(method.SyntaxTree.GetRoot()) + indentation;
        IEnumerable<string> lines = isPlain ? main.StartOfVoid : main.Start;
        edit.Import(method.SyntaxTree, HostingNamespace);
        edit.Insert(method.SyntaxTree, first.SpanStart, string.Join(separator, lines) + separator.TrimEnd(' ', '\t') + separator);
        return true;
    }

    private static IEnumerable<ReturnStatementSyntax> ReturnsOf(GlobalStatementSyntax statement) => statement
        .DescendantNodes(static node => node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax))
        .OfType<ReturnStatementSyntax>();

    private static bool IsComment(SyntaxTrivia trivia) => trivia.IsKind(SyntaxKind.SingleLineCommentTrivia);

    private static bool IsOfTemplate(SyntaxTrivia comment) =>
        comment.ToString().StartsWith("// See https://aka.ms/new-console-template", StringComparison.Ordinal);

    private static string NewLineOf(SyntaxNode root) => root.ToFullString().Contains("\r\n") ? "\r\n" : "\n";
}
