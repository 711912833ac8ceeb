using System.Globalization;

namespace AsyncJobs.Analyzers.Tests;

/// <summary>How often a rule is right, over all cases.</summary>
/// <param name="Id">The rule.</param>
/// <param name="Found">Reports that were expected.</param>
/// <param name="Wrong">Reports that were not.</param>
/// <param name="Missed">Expected reports that did not come.</param>
internal sealed record RuleScore(string Id, int Found, int Wrong, int Missed)
{
    /// <summary>The part of its reports that is right.</summary>
    public double Precision => Found + Wrong == 0 ? 1 : (double)Found / (Found + Wrong);

    /// <summary>The part of what it should report that it does report.</summary>
    public double Recall => Found + Missed == 0 ? 1 : (double)Found / (Found + Missed);

    public static RuleScore Of(string id, IReadOnlyCollection<CaseOutcome> outcomes)
    {
        int missed = outcomes.Sum(outcome => outcome.Missing.Count(finding => finding.Id == id));
        return new RuleScore(
            id,
            outcomes.Sum(outcome => outcome.Case.Expected.Count(finding => finding.Id == id)) - missed,
            outcomes.Sum(outcome => outcome.Unexpected.Count(finding => finding.Id == id)),
            missed);
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Id}: precision {Precision:P1}, recall {Recall:P1} ({Found} found, {Wrong} wrong, {Missed} missed)");
}
