namespace AsyncJobs.Local;

/// <summary>A request that the local host prints as a curl line to paste.</summary>
/// <param name="PathAndQuery">Where it goes: <c>/summaries/cities?delimiter=;</c>.</param>
/// <param name="Json">Its body.</param>
public sealed record LocalExample(string PathAndQuery, string Json);
