using AsyncJobs.Jobs;
using AsyncJobs.Shared;

namespace AsyncJobs.Local.CommandLine;

/// <summary>Whether callers may remove their jobs here: what the environment says, as on AWS, else what the build said as AsyncJobsPurge.</summary>
internal static class LocalPurge
{
    /// <summary>The setting; false where nothing says it.</summary>
    /// <exception cref="LocalOptionsException">It is malformed, or several assemblies say different ones.</exception>
    public static bool Of(JobApp app, Func<string, string?> read) => LocalSwitch.Of(app, ManifestNames.Purge, JobVariables.Purge, read);
}
