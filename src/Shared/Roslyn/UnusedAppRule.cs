using Microsoft.CodeAnalysis;

namespace AsyncJobs.Roslyn;

/// <summary>What the rule about programs that do not run their jobs, and its fix, both know.</summary>
[Embedded]
internal static class UnusedAppRule
{
    public const string Id = "AJ0047";

    /// <summary>The property of the diagnostic that has the class of all jobs, as C# refers to it from the global namespace.</summary>
    public const string App = "App";

    private const string LocalHost = "AsyncJobs.Local.LocalHost";

    /// <summary>Whether the program can run its jobs on the developer's machine.</summary>
    public static bool HasLocalHost(Compilation compilation) => compilation.GetTypeByMetadataName(LocalHost) is not null;
}
