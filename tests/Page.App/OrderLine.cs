namespace AsyncJobs.Page.App;

/// <summary>A line of an order.</summary>
/// <param name="Article">What.</param>
/// <param name="Count">How many.</param>
public sealed record OrderLine(string Article, int Count);
