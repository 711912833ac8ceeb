using Microsoft.CodeAnalysis;

namespace AsyncJobs.Shared;

/// <summary>What a build says of the functions that answer requests; <see cref="Shared"/> where it says nothing.</summary>
[Embedded]
internal static class FunctionsValue
{
    /// <summary>The name of the property.</summary>
    public const string Property = "AsyncJobsFunctions";

    /// <summary>One function answers all requests.</summary>
    public const string Shared = "shared";

    /// <summary>The start of each job has a function of its own, and the URLs of jobs have another one.</summary>
    public const string PerJob = "perJob";
}
