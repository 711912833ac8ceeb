using System.Collections.Immutable;
using AsyncJobs.CodeFixes.Editing;
using AsyncJobs.CodeFixes.Site;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace AsyncJobs.CodeFixes.Fixes;

/// <summary>
/// Makes many fixes in one go: their changes are gathered over a project and tried out together. Where they do not work together, half of them are
/// tried, and
/// so on down to the single fix, which then is the same as when it is made alone.
/// </summary>
internal sealed class FixAllAtOnce : FixAllProvider
{
    public static FixAllAtOnce Instance { get; } = new();

    public override async Task<CodeAction?> GetFixAsync(FixAllContext fixAllContext)
    {
        if (fixAllContext.CodeFixProvider is not OutgoingCallFix provider)
            return null;

        ImmutableArray<Diagnostic> diagnostics = await FindAsync(fixAllContext).ConfigureAwait(false);
        return diagnostics.IsEmpty
            ? null
            : CodeAction.Create(
                "Fix all",
                token => FixAsync(fixAllContext.Solution, provider, fixAllContext.CodeActionEquivalenceKey, diagnostics, token),
                fixAllContext.CodeActionEquivalenceKey);
    }

    /// <summary>The diagnostics that are to be mended.</summary>
    internal static async Task<ImmutableArray<Diagnostic>> FindAsync(FixAllContext context)
    {
        switch (context.Scope)
        {
            case FixAllScope.Document when context.Document is { } document:
                return await context.GetDocumentDiagnosticsAsync(document).ConfigureAwait(false);
            case FixAllScope.Project:
                return await context.GetAllDiagnosticsAsync(context.Project).ConfigureAwait(false);
            case FixAllScope.Solution:
                ImmutableArray<Diagnostic>.Builder found = ImmutableArray.CreateBuilder<Diagnostic>();
                foreach (Project project in context.Solution.Projects.Where(project => project.Language == context.Project.Language))
                    found.AddRange(await context.GetAllDiagnosticsAsync(project).ConfigureAwait(false));
                return found.ToImmutable();
            default:
                return [];
        }
    }

    private static async Task<Solution> FixAsync(
        Solution solution,
        OutgoingCallFix provider,
        string? key,
        ImmutableArray<Diagnostic> diagnostics,
        CancellationToken cancellationToken)
    {
        var projects = diagnostics
            .Select(diagnostic => (Document: solution.GetDocument(diagnostic.Location.SourceTree)!, Diagnostic: diagnostic))
            .Where(static pair => pair.Document is not null)
            .OrderBy(static pair => pair.Document.FilePath ?? pair.Document.Name, StringComparer.Ordinal)
            .ThenBy(static pair => pair.Diagnostic.Location.SourceSpan.Start)
            .GroupBy(static pair => pair.Document.Project.Id, static pair => (pair.Document.Id, pair.Diagnostic))
            .ToList();
        foreach (var project in projects)
        {
            ImmutableArray<DocumentId> documents = [.. project.Select(static pair => pair.Id).Distinct()];
            ImmutableArray<Diagnostic> open = [.. project.Select(static pair => pair.Diagnostic)];
            while (!open.IsEmpty)
            {
                Solution changed = await FixOnceAsync(solution, provider, key, open, cancellationToken).ConfigureAwait(false);
                if (changed == solution)
                    break;

                // What stood in the way of another is looked for again where it is by now.
                solution = changed;
                ImmutableArray<Diagnostic> left = await LeftInAsync(solution, provider, documents, cancellationToken).ConfigureAwait(false);
                open = left.Length < open.Length ? left : [];
            }
        }

        return solution;
    }

    private static async Task<ImmutableArray<Diagnostic>> LeftInAsync(
        Solution solution,
        OutgoingCallFix provider,
        ImmutableArray<DocumentId> documents,
        CancellationToken cancellationToken)
    {
        ImmutableArray<Diagnostic>.Builder left = ImmutableArray.CreateBuilder<Diagnostic>();
        foreach (DocumentId id in documents)
        {
            if (solution.GetDocument(id) is { } document
                && await ProjectView.OfAsync(document.Project, cancellationToken).ConfigureAwait(false) is { } view
                && await document.GetSyntaxTreeAsync(cancellationToken).ConfigureAwait(false) is { } tree)
            {
                ImmutableArray<Diagnostic> findings = await view.FindingsInAsync(tree, cancellationToken).ConfigureAwait(false);
                left.AddRange(findings.Where(finding => provider.FixableDiagnosticIds.Contains(finding.Id)));
            }
        }

        return left.ToImmutable();
    }

    private static async Task<Solution> FixOnceAsync(
        Solution solution,
        OutgoingCallFix provider,
        string? key,
        ImmutableArray<Diagnostic> diagnostics,
        CancellationToken cancellationToken)
    {
        List<(Diagnostic Diagnostic, ImmutableArray<Fix> Alternatives)> fixes = [];
        foreach (Diagnostic diagnostic in diagnostics)
        {
            if (solution.GetDocument(diagnostic.Location.SourceTree) is { } document
                && await FixSite.OfAsync(document, diagnostic, cancellationToken).ConfigureAwait(false) is { } site
                && provider.AlternativesAt(site, key) is { IsEmpty: false } alternatives)
            {
                fixes.Add((diagnostic, alternatives));
            }
        }

        ImmutableArray<(Diagnostic Diagnostic, Fix Fix)>.Builder working = ImmutableArray.CreateBuilder<(Diagnostic, Fix)>();
        await FindWorkingAsync(solution, [.. fixes], working, cancellationToken).ConfigureAwait(false);
        (Edit edit, ImmutableArray<Diagnostic> mended) = Join(working);
        return await FixCheck.TryAsync(solution, edit, mended, cancellationToken).ConfigureAwait(false) ?? solution;
    }

    private static async Task FindWorkingAsync(
        Solution solution,
        ImmutableArray<(Diagnostic Diagnostic, ImmutableArray<Fix> Alternatives)> fixes,
        ImmutableArray<(Diagnostic Diagnostic, Fix Fix)>.Builder working,
        CancellationToken cancellationToken)
    {
        if (fixes.IsEmpty)
            return;

        if (fixes.Length == 1)
        {
            foreach (Fix fix in fixes[0].Alternatives)
            {
                if (await FixCheck.TryAsync(solution, fix.Edit, [fixes[0].Diagnostic], cancellationToken).ConfigureAwait(false) is not null)
                {
                    working.Add((fixes[0].Diagnostic, fix));
                    return;
                }
            }

            return;
        }

        List<(Diagnostic Diagnostic, Fix Fix)> first = [.. fixes.Select(static fix => (fix.Diagnostic, fix.Alternatives[0]))];
        (Edit edit, ImmutableArray<Diagnostic> mended) = Join(first);
        if (await FixCheck.TryAsync(solution, edit, mended, cancellationToken).ConfigureAwait(false) is not null)
        {
            working.AddRange(first);
            return;
        }

        int half = fixes.Length / 2;
        await FindWorkingAsync(solution, fixes.RemoveRange(half, fixes.Length - half), working, cancellationToken).ConfigureAwait(false);
        await FindWorkingAsync(solution, fixes.RemoveRange(0, half), working, cancellationToken).ConfigureAwait(false);
    }

    private static (Edit Edit, ImmutableArray<Diagnostic> Mended) Join(IEnumerable<(Diagnostic Diagnostic, Fix Fix)> fixes)
    {
        Edit edit = new();
        ImmutableArray<Diagnostic>.Builder mended = ImmutableArray.CreateBuilder<Diagnostic>();
        foreach ((Diagnostic diagnostic, Fix fix) in fixes)
        {
            if (edit.TryAdd(fix.Edit))
                mended.Add(diagnostic);
        }

        return (edit, mended.ToImmutable());
    }
}
