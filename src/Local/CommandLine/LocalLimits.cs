using AsyncJobs.Jobs;
using AsyncJobs.Shared;

namespace AsyncJobs.Local.CommandLine;

/// <summary>
/// What one owner may have, start and follow here: what the environment says, as on AWS, else what the build said as AsyncJobsMaxUnfinishedPerOwner,
/// AsyncJobsMaxStartsPerMinutePerOwner and AsyncJobsMaxStreamsPerOwner.
/// </summary>
/// <param name="MostUnfinished">How many jobs may be unfinished at the same time; 0 for any number.</param>
/// <param name="MostStartsPerMinute">How many jobs may be started in a minute; 0 for any number.</param>
/// <param name="MostStreams">How many streams may be held at the same time; 0 for any number.</param>
internal readonly record struct LocalLimits(int MostUnfinished, int MostStartsPerMinute, int MostStreams = 0)
{
    /// <summary>Whether a start may be refused.</summary>
    public bool OfStarts => MostUnfinished > 0 || MostStartsPerMinute > 0;

    /// <exception cref="LocalOptionsException">One is malformed, several assemblies say different ones, or no job has an owner.</exception>
    public static LocalLimits Of(JobApp app, Func<string, string?> read, string? owner)
    {
        LocalLimits limits = new(
            One(app, read, JobVariables.MaxUnfinishedPerOwner, ManifestNames.MaxUnfinishedPerOwner, OwnerLimitValue.MostUnfinished),
            One(app, read, JobVariables.MaxStartsPerMinutePerOwner, ManifestNames.MaxStartsPerMinutePerOwner, OwnerLimitValue.MostStartsPerMinute),
            One(app, read, JobVariables.MaxStreamsPerOwner, ManifestNames.MaxStreamsPerOwner, OwnerLimitValue.MostStreams));
        if (!string.Equals(owner, OwnerValue.None, StringComparison.OrdinalIgnoreCase))
            return limits;
        if (limits.OfStarts)
            throw new LocalOptionsException($"A limit for each owner {OwnerLimitValue.NobodyFault}.");

        return limits.MostStreams == 0 ? limits : throw new LocalOptionsException($"A limit for each owner {OwnerLimitValue.NobodyStreams}.");
    }

    private static int One(JobApp app, Func<string, string?> read, string variable, string key, int most)
    {
        // A property is called as its key, without the dot.
        string property = key.Replace(".", "", StringComparison.Ordinal);
        (string name, string? value) = read(variable) is { Length: > 0 } text
            ? ($"The environment variable {variable}", text)
            : (property, BuiltSetting.Of(app, key, property));
        return value is null
            ? 0
            : OwnerLimitValue.Parse(value, most) ?? throw new LocalOptionsException($"{name} {OwnerLimitValue.Fault(most)}.");
    }
}
