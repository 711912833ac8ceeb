using System.Text;

namespace AsyncJobs.Smoke.Running;

/// <summary>Shows what the checks saw.</summary>
internal static class CheckTable
{
    private const int LongestText = 400;

    /// <summary>The table, and as its last line how many passed.</summary>
    public static string Write(IReadOnlyList<CheckOutcome> outcomes)
    {
        int width = outcomes.Max(static outcome => outcome.Name.Length);
        StringBuilder text = new("\n");
        foreach (CheckOutcome outcome in outcomes)
        {
            string time = outcome.Verdict == Verdict.Skipped ? "" : FormattableString.Invariant($"{outcome.Elapsed.TotalSeconds:0.0} s");
            string verdict = outcome.Verdict.ToString().ToLowerInvariant();
            text.Append($"  {verdict,-7}  {outcome.Name.PadRight(width)}  {time,8}  {OneLine(outcome.Saw)}\n");
        }

        text.Append($"\n{Count(Verdict.Passed)} passed, {Count(Verdict.Failed)} failed, {Count(Verdict.Skipped)} skipped\n");
        return text.ToString();

        int Count(Verdict verdict) => outcomes.Count(outcome => outcome.Verdict == verdict);
    }

    // A reply of somebody else's may be long, and hold what a terminal obeys.
    private static string OneLine(string text)
    {
        string line = string.Concat(text.Select(static character => char.IsControl(character) ? ' ' : character));
        return line.Length <= LongestText ? line : string.Concat(line.AsSpan(0, LongestText), "…");
    }
}
