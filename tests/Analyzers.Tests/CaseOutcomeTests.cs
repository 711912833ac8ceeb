using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace AsyncJobs.Analyzers.Tests;

public sealed class CaseOutcomeTests
{
    private const string Text = "first second\nthird";

    [Fact]
    public void What_is_expected_and_reported_is_no_difference()
    {
        CaseOutcome outcome = Outcome([Finding("second")], Report("second"));

        Assert.Empty(outcome.Describe());
        Assert.Equal(new RuleScore("AJ1002", Found: 1, Wrong: 0, Missed: 0), RuleScore.Of("AJ1002", [outcome]));
    }

    [Fact]
    public void Differences_are_told_with_place_and_message()
    {
        CaseOutcome outcome = Outcome([Finding("third")], Report("second"));

        Assert.Equal(
            "Silent/Some(2,1): missing    AJ1002 on 'third'\nSilent/Some(1,7): unexpected AJ1002 on 'second'\n    The message\n",
            outcome.Describe());
        Assert.Equal(new RuleScore("AJ1002", Found: 0, Wrong: 1, Missed: 1), RuleScore.Of("AJ1002", [outcome]));
    }

    [Fact]
    public void A_second_report_of_the_same_is_one_too_many()
    {
        CaseOutcome outcome = Outcome([Finding("second")], Report("second"), Report("second"));

        Assert.Empty(outcome.Missing);
        Assert.Single(outcome.Unexpected);
    }

    private static CaseOutcome Outcome(ImmutableArray<Finding> expected, params ImmutableArray<Diagnostic> reported) =>
        new(new TimeoutCase { Name = "Silent/Some", Text = Text, Expected = expected }, reported);

    private static Finding Finding(string word) => new("AJ1002", SpanOf(word));

    private static Diagnostic Report(string word)
    {
        TextSpan span = SpanOf(word);
        return Diagnostic.Create(
            "AJ1002",
            "Category",
            "The message",
            DiagnosticSeverity.Warning,
            DiagnosticSeverity.Warning,
            isEnabledByDefault: true,
            warningLevel: 1,
            location: Location.Create("/project/Silent/Some.cs", span, SourceText.From(Text).Lines.GetLinePositionSpan(span)));
    }

    private static TextSpan SpanOf(string word) => new(Text.IndexOf(word, StringComparison.Ordinal), word.Length);
}
