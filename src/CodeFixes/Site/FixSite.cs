using AsyncJobs.Analyzers;
using AsyncJobs.Analyzers.Known;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AsyncJobs.CodeFixes.Site;

/// <summary>A diagnostic in its surroundings.</summary>
internal sealed class FixSite
{
    private FixSite(
        Document document,
        Diagnostic diagnostic,
        SyntaxNode node,
        SemanticModel model,
        ProjectView project,
        CancellationToken cancellationToken)
    {
        Document = document;
        Diagnostic = diagnostic;
        Node = node;
        Model = model;
        Project = project;
        CancellationToken = cancellationToken;
    }

    public Document Document { get; }

    public Diagnostic Diagnostic { get; }

    /// <summary>What the diagnostic is about: the innermost node that it spans.</summary>
    public SyntaxNode Node { get; }

    public SemanticModel Model { get; }

    public ProjectView Project { get; }

    public CallFlow Flow => Project.Flow;

    /// <summary>The types and libraries that are known by name.</summary>
    public KnownSymbols Known => Flow.Known;

    public CancellationToken CancellationToken { get; }

    public SyntaxTree Tree => Node.SyntaxTree;

    public LanguageVersion Language => ((CSharpParseOptions)Tree.Options).LanguageVersion;

    /// <summary>The call whose name the diagnostic is on, if it is on one.</summary>
    public InvocationExpressionSyntax? Call => Node is SimpleNameSyntax name ? CallSyntax.OfName(name) : null;

    public static async Task<FixSite?> OfAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (await ProjectView.OfAsync(document.Project, cancellationToken).ConfigureAwait(false) is not { } project
            || await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false) is not { } root
            || !root.FullSpan.Contains(diagnostic.Location.SourceSpan)
            || !project.Compilation.ContainsSyntaxTree(root.SyntaxTree))
        {
            return null;
        }

        SyntaxNode node = root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true);
        return new FixSite(document, diagnostic, node, project.ModelOf(root.SyntaxTree), project, cancellationToken);
    }
}
