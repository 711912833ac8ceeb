using AsyncJobs.Evaluation.Corpus;

namespace AsyncJobs.Evaluation.Scoring;

/// <summary>The figures of one rule, or of all.</summary>
/// <param name="Rule">The rule, or a word for all of them.</param>
/// <param name="Positives">Places that it should report.</param>
/// <param name="Found">Those that it reports.</param>
/// <param name="Negatives">Places that look like faults and are none.</param>
/// <param name="False">Reports that should not be.</param>
/// <param name="Debatable">Reports of debatable places.</param>
/// <param name="Authors">Owners of the repositories with positives.</param>
/// <param name="Largest">The most positives of one owner.</param>
internal sealed record RuleFigures(string Rule, int Positives, int Found, int Negatives, int False, int Debatable, int Authors, int Largest)
{
    /// <summary>The share of positives that are found.</summary>
    public Interval? Recall => Interval.Of(Found, Positives);

    /// <summary>The share of reports that are right.</summary>
    public Interval? Precision => Interval.Of(Found, Found + False);

    /// <summary>Counts.</summary>
    /// <param name="rule">The rule, or null for all.</param>
    /// <param name="corpus">The labels.</param>
    /// <param name="findings">What became of them.</param>
    public static RuleFigures Of(string? rule, LabelledCorpus corpus, IReadOnlyList<Finding> findings)
    {
        Label[] labels = [.. corpus.Labels.Where(label => rule is null || label.Rule == rule)];
        Finding[] own = [.. findings.Where(finding => rule is null || finding.Rule == rule)];
        Dictionary<string, string> owners =
            corpus.Repositories.ToDictionary(static repository => repository.Name, static repository => repository.Owner);
        IGrouping<string, Label>[] byOwner =
            [.. labels.Where(static label => label.Verdict == Verdict.Positive).GroupBy(label => owners[label.Place.Repository])];
        return new RuleFigures(
            rule ?? "all",
            labels.Count(static label => label.Verdict == Verdict.Positive),
            Count(own, Outcome.Found),
            labels.Count(static label => label.Verdict == Verdict.Negative),
            Count(own, Outcome.False),
            Count(own, Outcome.Debatable),
            byOwner.Length,
            byOwner.Select(static group => group.Count()).DefaultIfEmpty().Max());
    }

    private static int Count(IEnumerable<Finding> findings, Outcome outcome) => findings.Count(finding => finding.Outcome == outcome);
}
