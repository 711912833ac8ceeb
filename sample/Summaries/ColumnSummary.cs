namespace Sample.Summaries;

/// <summary>What is in one column. All its values being numbers, it has Min, Max and Mean; else it has Distinct.</summary>
/// <param name="Name">The column's name.</param>
/// <param name="Count">How many rows have a value in it.</param>
/// <param name="Empty">How many rows have none.</param>
/// <param name="Min">The least number.</param>
/// <param name="Max">The greatest number.</param>
/// <param name="Mean">The mean of the numbers.</param>
/// <param name="Distinct">How many different values there are.</param>
public sealed record ColumnSummary(
    string Name, int Count, int Empty, double? Min = null, double? Max = null, double? Mean = null, int? Distinct = null);
