namespace Sample.Summaries;

/// <summary>What is in the data.</summary>
/// <param name="Name">The data's name, from the URL.</param>
/// <param name="Rows">How many rows there are, without the one that names the columns.</param>
/// <param name="Columns">The columns, from left to right.</param>
public sealed record Summary(string Name, int Rows, IReadOnlyList<ColumnSummary> Columns);
