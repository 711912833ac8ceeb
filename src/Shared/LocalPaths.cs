using Microsoft.CodeAnalysis;

namespace AsyncJobs.Shared;

/// <summary>What the local host has beside the APIs of AWS.</summary>
[Embedded]
internal static class LocalPaths
{
    /// <summary>
    /// A request that is never answered: its connection breaks when the local host is gone. <see cref="JobVariables.Lifeline"/> says where.
    /// </summary>
    public const string Lifeline = "/asyncjobs/lifeline";
}
