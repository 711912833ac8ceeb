using AsyncJobs.Jobs;
using AsyncJobs.Shared;

namespace AsyncJobs.Local.CommandLine;

/// <summary>Whether jobs share the function that answers requests, as the build said as AsyncJobsFunctions.</summary>
internal static class LocalFunctionForm
{
    /// <summary>Whether they do, as they do where no build said otherwise.</summary>
    /// <exception cref="LocalOptionsException">Several assemblies say different things.</exception>
    public static bool IsShared(JobApp app) =>
        !string.Equals(
            BuiltSetting.Of(app, ManifestNames.Functions, FunctionsValue.Property), FunctionsValue.PerJob, StringComparison.OrdinalIgnoreCase);
}
