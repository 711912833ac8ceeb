using Microsoft.CodeAnalysis;

namespace AsyncJobs.Shared;

/// <summary>What a build says of Lambda Managed Instances: the capacity provider of the workers that need more time than Lambda's own.</summary>
[Embedded]
internal static class CapacityProviderValue
{
    /// <summary>The name of the property.</summary>
    public const string Property = "AsyncJobsCapacityProvider";

    /// <summary>Whether a worker needs it.</summary>
    public static bool IsNeededFor(int timeoutSeconds) => timeoutSeconds > JobRanges.MostTimeoutSeconds;
}
