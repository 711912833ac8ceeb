namespace AsyncJobs.EndToEnd.App;

/// <summary>What a form orders.</summary>
/// <param name="Name">By whom.</param>
/// <param name="Count">How much.</param>
/// <param name="Day">When.</param>
/// <param name="Tags">What else.</param>
public sealed record Order(string Name, int Count, DayOfWeek? Day, string[] Tags);
