using AsyncJobs.Evaluation.Checkouts;
using AsyncJobs.Evaluation.Corpus;
using AsyncJobs.Evaluation.Scoring;

namespace AsyncJobs.Evaluation.Tests;

/// <summary>Reports are held against labels.</summary>
public sealed class ComparisonTests
{
    private const string Repository = "owner/name";
    private const string Path = "src/Function.cs";

    [Fact]
    public void A_report_in_the_statement_of_a_positive_finds_it()
    {
        Finding finding = Assert.Single(Compare([Labelled(11, Verdict.Positive)], [Reported(12, first: 10, last: 14)]));

        Assert.Equal(new Finding(At(11), "AJ1001", Outcome.Found), finding);
    }

    [Theory]
    [InlineData("AJ1002", 11)]
    [InlineData("AJ1001", 15)]
    public void A_report_of_another_rule_or_statement_does_not(string rule, int line)
    {
        IReadOnlyList<Finding> findings = Compare([Labelled(11, Verdict.Positive)], [Reported(line, first: line, last: line, rule)]);

        Assert.Equal([new Finding(At(line), rule, Outcome.False), new Finding(At(11), "AJ1001", Outcome.Missed)], findings);
    }

    [Fact]
    public void A_report_of_a_negative_is_false_whatever_the_rule()
    {
        Finding finding = Assert.Single(Compare([Labelled(11, Verdict.Negative)], [Reported(11, 11, 11, "AJ1004")]));

        Assert.Equal(Outcome.False, finding.Outcome);
    }

    [Fact]
    public void A_debatable_place_counts_for_nobody()
    {
        Assert.Equal(Outcome.Debatable, Assert.Single(Compare([Labelled(11, Verdict.Debatable)], [Reported(11, 11, 11)])).Outcome);
        Assert.Empty(Compare([Labelled(11, Verdict.Debatable)], []));
    }

    [Fact]
    public void Two_reports_of_one_statement_are_two()
    {
        IReadOnlyList<Finding> findings = Compare([Labelled(11, Verdict.Positive)], [Reported(10, 10, 14), Reported(12, 10, 14)]);

        Assert.Equal([Outcome.Found, Outcome.False], findings.Select(static finding => finding.Outcome));
    }

    [Fact]
    public void What_is_reported_in_a_file_that_nobody_read_does_not_count()
    {
        LabelledCorpus corpus = new([new LabelledRepository(Repository, "")], new HashSet<SourceFile>(), []);

        Assert.Empty(Comparison.Compare(corpus, [Reported(11, 11, 11)]));
    }

    [Fact]
    public void The_figures_count_each_rule_and_its_authors()
    {
        LabelledCorpus corpus = Corpus([Labelled(1, Verdict.Positive), Labelled(2, Verdict.Positive), Labelled(3, Verdict.Negative)]);
        IReadOnlyList<Finding> findings = Comparison.Compare(corpus, [Reported(1, 1, 1), Reported(3, 3, 3)]);

        Assert.Equal(new RuleFigures("AJ1001", Positives: 2, Found: 1, Negatives: 1, False: 1, Debatable: 0, Authors: 1, Largest: 2), RuleFigures.Of("AJ1001", corpus, findings));
        Assert.Contains("- AJ1001: `owner/name src/Function.cs:2`", FiguresPage.Write(corpus, new HashSet<SourcePlace>(), findings), StringComparison.Ordinal);
    }

    private static IReadOnlyList<Finding> Compare(Label[] labels, Report[] reports) => Comparison.Compare(Corpus(labels), reports);

    private static LabelledCorpus Corpus(Label[] labels) =>
        new([new LabelledRepository(Repository, "")], new HashSet<SourceFile> { new(Repository, Path) }, labels);

    private static Label Labelled(int line, Verdict verdict) => new(At(line), verdict, "AJ1001", verdict, verdict);

    private static Report Reported(int line, int first, int last, string rule = "AJ1001") => new(At(line), rule, first, last);

    private static SourcePlace At(int line) => new(Repository, Path, line);
}
