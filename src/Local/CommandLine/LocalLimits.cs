using AsyncJobs.Jobs;
using AsyncJobs.Shared;

namespace AsyncJobs.Local.CommandLine;

/// <summary>
/// What one owner may have and start here: what the environment says, as on AWS, else what the build said as AsyncJobsMaxUnfinishedPerOwner and
/// AsyncJobsMaxStartsPerMinutePerOwner.
/// </summary>
/// <param name="MostUnfinished">How many jobs may be unfinished at the same time; 0 for any number.</param>
/// <param name="MostStartsPerMinute">How many jobs may be started in a minute; 0 for any number.</param>
internal readonly record struct LocalLimits(int MostUnfinished, int MostStartsPerMinute)
{
    public bool IsNone => MostUnfinished == 0 && MostStartsPerMinute == 0;

    /// <exception cref="LocalOptionsException">One is malformed, several assemblies say different ones, or no job has an owner.</exception>
    public static LocalLimits Of(JobApp app, Func<string, string?> read, string? owner)
    {
        LocalLimits limits = new(
            One(
                app,
                read(JobVariables.MaxUnfinishedPerOwner),
                JobVariables.MaxUnfinishedPerOwner,
                ManifestNames.MaxUnfinishedPerOwner,
                OwnerLimitValue.MostUnfinished),
            One(
                app,
                read(JobVariables.MaxStartsPerMinutePerOwner),
                JobVariables.MaxStartsPerMinutePerOwner,
                ManifestNames.MaxStartsPerMinutePerOwner,
                OwnerLimitValue.MostStartsPerMinute));
        return limits.IsNone || !string.Equals(owner, OwnerValue.None, StringComparison.OrdinalIgnoreCase)
            ? limits
            : throw new LocalOptionsException($"A limit for each owner {OwnerLimitValue.NobodyFault}.");
    }

    private static int One(JobApp app, string? variable, string variableName, string key, int most)
    {
        // A property is called as its key, without the dot.
        string property = key.Replace(".", "", StringComparison.Ordinal);
        (string name, string? value) = string.IsNullOrEmpty(variable)
            ? (property, BuiltSetting.Of(app, key, property))
            : ($"The environment variable {variableName}", variable);
        return value is null
            ? 0
            : OwnerLimitValue.Parse(value, most) ?? throw new LocalOptionsException($"{name} {OwnerLimitValue.Fault(most)}.");
    }
}
