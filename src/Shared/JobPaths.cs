using Microsoft.CodeAnalysis;

namespace AsyncJobs.Shared;

/// <summary>The paths of the API that are no job's own.</summary>
[Embedded]
internal static class JobPaths
{
    /// <summary>A job's URL.</summary>
    public const string Job = "/jobs/{id}";

    /// <summary>Runs a job again.</summary>
    public const string Retry = Job + "/retry";

    /// <summary>Has a job's callback delivered anew.</summary>
    public const string Callback = Job + "/callback";
}
