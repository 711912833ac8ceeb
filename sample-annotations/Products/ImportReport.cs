namespace SampleAnnotations.Products;

/// <summary>What came of an import.</summary>
/// <param name="Shop">The shop.</param>
/// <param name="Imported">How many products it has taken.</param>
/// <param name="Rejected">The ids of those without a price.</param>
/// <param name="Source">Where they came from, where that was said.</param>
/// <param name="FinishedAt">When it was done.</param>
public sealed record ImportReport(string Shop, int Imported, IReadOnlyList<string> Rejected, string? Source, DateTimeOffset FinishedAt);
