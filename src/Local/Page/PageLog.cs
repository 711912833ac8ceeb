using AsyncJobs.Local.Platform;

namespace AsyncJobs.Local.Page;

/// <summary>The log lines of a job.</summary>
/// <param name="Lines">The lines, the oldest first.</param>
/// <param name="IsCut">Whether there were earlier ones that are not kept.</param>
internal sealed record PageLog(IReadOnlyList<KeptLine> Lines, bool IsCut);
