namespace AsyncJobs.Evaluation.Checkouts;

/// <summary>Lists all reports, also those that no label is about, so that two runs can be compared line by line.</summary>
internal static class ReportList
{
    /// <summary>A line for each report, in an order that is the same for the same reports.</summary>
    public static IEnumerable<string> Of(IEnumerable<CheckoutOutcome> outcomes) => outcomes
        .SelectMany(static outcome => outcome.Reports)
        .Select(static report => $"{report.Place} {report.Rule}")
        .Order(StringComparer.Ordinal);
}
