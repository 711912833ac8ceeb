using System.Globalization;
using System.Text;
using AsyncJobs.Evaluation.Corpus;

namespace AsyncJobs.Evaluation.Scoring;

/// <summary>Writes the figures as docs/reference/accuracy.md has them.</summary>
internal static class FiguresPage
{
    /// <summary>The tables, and each failure by name.</summary>
    /// <param name="corpus">The labels.</param>
    /// <param name="unbound">The places that do not bind here.</param>
    /// <param name="findings">What became of the labels that do.</param>
    public static string Write(LabelledCorpus corpus, IReadOnlySet<SourcePlace> unbound, IReadOnlyList<Finding> findings)
    {
        StringBuilder page = new();
        AppendTotals(page, corpus, unbound);
        corpus = corpus.Without(unbound);
        page.Append("\n| rule | positives | found | recall | negatives | false | precision | debatable | authors, most of one |\n");
        page.Append("| --- | --- | --- | --- | --- | --- | --- | --- | --- |\n");
        foreach (string? rule in Rules(corpus, findings).Append(null))
            AppendRow(page, RuleFigures.Of(rule, corpus, findings));
        AppendFailures(page, "Missed", findings, Outcome.Missed);
        AppendFailures(page, "Reported, and should not be", findings, Outcome.False);
        return page.ToString();
    }

    private static void AppendTotals(StringBuilder page, LabelledCorpus corpus, IReadOnlySet<SourcePlace> unbound)
    {
        Agreement agreement = Agreement.Of(corpus.Labels);
        int owners = corpus.Repositories.DistinctBy(static repository => repository.Owner).Count();
        page.Append(CultureInfo.InvariantCulture,
            $"{corpus.Repositories.Count} repositories of {owners} owners, {corpus.Files.Count} files that were read as a whole. ");
        page.Append(CultureInfo.InvariantCulture,
            $"Two readers agree on {agreement.Same} of {agreement.Places} places (Cohen's kappa {agreement.Kappa:0.00}). ");
        page.Append(CultureInfo.InvariantCulture,
            $"{corpus.Labels.Count(label => unbound.Contains(label.Place))} of them are in statements that do not bind here, and do not count.\n");
    }

    private static IEnumerable<string?> Rules(LabelledCorpus corpus, IReadOnlyList<Finding> findings) =>
        corpus.Labels.Select(static label => label.Rule)
            .Concat(findings.Select(static finding => finding.Rule))
            .Distinct()
            .Order(StringComparer.Ordinal);

    private static void AppendRow(StringBuilder page, RuleFigures figures) =>
        page.Append(CultureInfo.InvariantCulture,
            $"| {figures.Rule} | {figures.Positives} | {figures.Found} | {Text(figures.Recall)} | {figures.Negatives} | {figures.False} ")
            .Append(CultureInfo.InvariantCulture,
            $"| {Text(figures.Precision)} | {figures.Debatable} | {figures.Authors}, {figures.Largest} |\n");

    private static string Text(Interval? interval) => interval is not { } share
        ? "-"
        : string.Create(CultureInfo.InvariantCulture, $"{share.Share:0.000} ({share.Low:0.00} to {share.High:0.00})");

    private static void AppendFailures(StringBuilder page, string title, IReadOnlyList<Finding> findings, Outcome outcome)
    {
        Finding[] failures =
        [
            .. findings.Where(finding => finding.Outcome == outcome)
                .OrderBy(static failure => failure.Rule, StringComparer.Ordinal)
                .ThenBy(static failure => failure.Place.ToString(), StringComparer.Ordinal),
        ];
        page.Append(CultureInfo.InvariantCulture, $"\n{title}: {(failures.Length == 0 ? "none." : failures.Length)}\n");
        if (failures.Length > 0)
            page.Append('\n');
        foreach (Finding failure in failures)
            page.Append(CultureInfo.InvariantCulture, $"- {failure.Rule}: `{failure.Place}`\n");
    }
}
