using AsyncJobs.Evaluation.Checkouts;
using AsyncJobs.Evaluation.Corpus;

namespace AsyncJobs.Evaluation.Scoring;

/// <summary>Holds reports against labels.</summary>
internal static class Comparison
{
    /// <summary>
    /// Compares them, in the files that were read as a whole. A report and a label meet if they name one rule, or the label is a negative, and the
    /// label's line is in the report's statement; each report meets the nearest label, and each label one report.
    /// </summary>
    public static IReadOnlyList<Finding> Compare(LabelledCorpus corpus, IEnumerable<Report> reports)
    {
        List<Label> open = [.. corpus.Labels];
        List<Finding> findings = [];
        foreach (Report report in reports.Where(report => corpus.Files.Contains(report.Place.File)).OrderBy(static report => report.Place.Line))
        {
            Label? label = open.Where(label => Meets(report, label)).MinBy(label => Distance(report, label));
            if (label is not null)
                open.Remove(label);
            findings.Add(new Finding(label?.Place ?? report.Place, report.Rule, OutcomeOf(label)));
        }

        findings.AddRange(open.Where(static label => label.Verdict == Verdict.Positive)
            .Select(static label => new Finding(label.Place, label.Rule, Outcome.Missed)));
        return findings;
    }

    private static Outcome OutcomeOf(Label? label) => label?.Verdict switch
    {
        Verdict.Positive => Outcome.Found,
        Verdict.Debatable => Outcome.Debatable,
        _ => Outcome.False,
    };

    private static bool Meets(Report report, Label label) =>
        label.Place.File == report.Place.File
        && label.Place.Line >= report.FirstLine
        && label.Place.Line <= report.LastLine
        && (label.Rule == report.Rule || label.Verdict != Verdict.Positive);

    // A label of the same rule is nearer than any other.
    private static int Distance(Report report, Label label) =>
        Math.Abs(label.Place.Line - report.Place.Line) + (label.Rule == report.Rule ? 0 : 1_000_000);
}
