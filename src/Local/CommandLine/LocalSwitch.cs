using AsyncJobs.Jobs;

namespace AsyncJobs.Local.CommandLine;

/// <summary>A setting that is on or off here: what the environment says, as on AWS, else what the build said.</summary>
internal static class LocalSwitch
{
    /// <summary>The setting; false where nothing says it.</summary>
    /// <param name="app">The application.</param>
    /// <param name="key">The key of the assemblies' metadata; without the dot it is the property of the project.</param>
    /// <param name="variable">The environment variable; null where a build alone says it.</param>
    /// <param name="read">Reads environment variables.</param>
    /// <exception cref="LocalOptionsException">It is malformed, or several assemblies say different ones.</exception>
    public static bool Of(JobApp app, string key, string? variable, Func<string, string?> read)
    {
        if (variable is not null && read(variable) is { Length: > 0 } value)
            return Parse($"The environment variable {variable}", value);

        string property = key.Replace(".", "", StringComparison.Ordinal);
        return BuiltSetting.Of(app, key, property) is { } built && Parse(property, built);
    }

    private static bool Parse(string name, string value) =>
        bool.TryParse(value, out bool isOn) ? isOn : throw new LocalOptionsException($"{name} must be true or false.");
}
