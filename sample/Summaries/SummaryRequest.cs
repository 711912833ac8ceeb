namespace Sample.Summaries;

/// <summary>The body of <c>POST /summaries/{name}</c>.</summary>
/// <param name="Csv">The data, RFC 4180; its first row names the columns.</param>
public sealed record SummaryRequest(string Csv);
