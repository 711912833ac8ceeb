using Microsoft.CodeAnalysis;

namespace AsyncJobs.Shared;

/// <summary>
/// A job in the list that generated code hands to the runtime: its name, and its method and path if it has a route, with spaces between.
/// </summary>
[Embedded]
internal static class JobLine
{
    /// <summary>Follows them if the job's input is kept.</summary>
    public const string KeepsInput = "keeps-input";
}
