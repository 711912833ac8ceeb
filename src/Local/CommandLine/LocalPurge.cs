using AsyncJobs.Jobs;
using AsyncJobs.Shared;

namespace AsyncJobs.Local.CommandLine;

/// <summary>Whether callers may remove their jobs here: what the environment says, as on AWS, else what the build said as AsyncJobsPurge.</summary>
internal static class LocalPurge
{
    private const string Property = "AsyncJobsPurge";

    /// <summary>The setting; false where nothing says it.</summary>
    /// <exception cref="LocalOptionsException">It is malformed, or several assemblies say different ones.</exception>
    public static bool Of(JobApp app, Func<string, string?> read)
    {
        if (read(JobVariables.Purge) is { Length: > 0 } variable)
            return Parse($"The environment variable {JobVariables.Purge}", variable);

        return BuiltSetting.Of(app, ManifestNames.Purge, Property) is { } built && Parse(Property, built);
    }

    private static bool Parse(string name, string value) =>
        bool.TryParse(value, out bool isOn) ? isOn : throw new LocalOptionsException($"{name} must be true or false.");
}
