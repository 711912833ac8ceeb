using Microsoft.CodeAnalysis;

namespace AsyncJobs.Shared;

/// <summary>The keys of services by which an application tells what its services need to know of it.</summary>
[Embedded]
internal static class ServiceKeys
{
    /// <summary>
    /// The environment of an application that has one of its own: a <c>Func&lt;string, string?&gt;</c>, absent where it is the process's.
    /// </summary>
    public const string Environment = "AsyncJobs.Environment";
}
