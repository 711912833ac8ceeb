using Microsoft.CodeAnalysis;

namespace AsyncJobs.Shared;

/// <summary>How one pair of <see cref="JobVariables.Workers"/> tells the workers of many jobs: <c>*=Shop-*-work</c>.</summary>
[Embedded]
internal static class WorkerPattern
{
    /// <summary>In place of a job: every job that no other pair names. In its function: the job's name.</summary>
    public const string Job = "*";

    /// <summary>
    /// How many workers a function is told, and allowed, one by one: with the longest names they take 2 KB of the 4 KB that its variables may have,
    /// and 3 KB of the 10 KB of its role.
    /// </summary>
    public const int MostOneByOne = 20;
}
