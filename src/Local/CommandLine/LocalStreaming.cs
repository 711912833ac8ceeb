using AsyncJobs.Jobs;
using AsyncJobs.Shared;

namespace AsyncJobs.Local.CommandLine;

/// <summary>
/// Whether GET of a job's URL streams here: what the environment says, as on AWS, else what the build said as AsyncJobsStreaming. What streams on AWS
/// makes no difference here.
/// </summary>
internal static class LocalStreaming
{
    /// <summary>The setting; false where nothing says it.</summary>
    /// <exception cref="LocalOptionsException">It is malformed, or several assemblies say different ones.</exception>
    public static bool Of(JobApp app, Func<string, string?> read)
    {
        if (read(JobVariables.Streaming) is { Length: > 0 })
            return LocalSwitch.Of(app, ManifestNames.Streaming, JobVariables.Streaming, read);
        if (BuiltSetting.Of(app, ManifestNames.Streaming, StreamingValue.Property) is not { Length: > 0 } built)
            return false;

        return StreamingValue.IsKnown(built)
            ? !StreamingValue.Is(built, StreamingValue.None)
            : throw new LocalOptionsException($"{StreamingValue.Property} {StreamingValue.Fault}.");
    }
}
