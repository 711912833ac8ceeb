using System.Collections.Immutable;
using System.Composition;
using AsyncJobs.Analyzers.Rules;
using AsyncJobs.CodeFixes.Editing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AsyncJobs.CodeFixes.Fixes;

/// <summary>Names a job that a job starts in its Starts.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(NameStartFix))]
[Shared]
public sealed class NameStartFix : CodeFixProvider
{
    internal const string Key = "AsyncJobs.NameStart";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ["AJ0042"];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => FixAllStarts.Instance;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            Edit edit = await EditOfAsync([diagnostic], context.CancellationToken).ConfigureAwait(false);
            Solution solution = context.Document.Project.Solution;
            if (await FixCheck.TryAsync(solution, edit, [], context.CancellationToken).ConfigureAwait(false) is { } changed)
            {
                string title = $"Add \"{NameOf(diagnostic)}\" to the Starts of the job";
                context.RegisterCodeFix(CodeAction.Create(title, _ => Task.FromResult(changed), Key), diagnostic);
            }
        }
    }

    /// <summary>Adds what each job lacks, all names of a job at once.</summary>
    internal static async Task<Edit> EditOfAsync(IEnumerable<Diagnostic> diagnostics, CancellationToken cancellationToken)
    {
        Edit edit = new();
        foreach (IGrouping<Location, Diagnostic> job in diagnostics.GroupBy(static diagnostic => diagnostic.AdditionalLocations[0]))
        {
            if (job.Key.SourceTree is { } tree
                && (await tree.GetRootAsync(cancellationToken).ConfigureAwait(false)).FindNode(job.Key.SourceSpan) is AttributeSyntax attribute)
            {
                StartsList.Add(edit, attribute, job.Select(NameOf).Distinct().OrderBy(static name => name, StringComparer.Ordinal));
            }
        }

        return edit;
    }

    private static string NameOf(Diagnostic diagnostic) => diagnostic.Properties[UnnamedStartAnalyzer.NameProperty]!;
}
