using AsyncJobs.Sam.Manifest;
using AsyncJobs.Shared;

namespace AsyncJobs.Sam.Plan;

/// <summary>What one owner may have, start and follow.</summary>
/// <param name="MostUnfinished">How many jobs may be unfinished at the same time; 0 for any number.</param>
/// <param name="MostStartsPerMinute">How many jobs may be started in a minute; 0 for any number.</param>
/// <param name="MostStreams">How many streams may be held at the same time; 0 for any number.</param>
internal readonly record struct LimitPlan(int MostUnfinished, int MostStartsPerMinute, int MostStreams)
{
    /// <summary>The build's property that limits streams.</summary>
    public const string Streams = "AsyncJobsMaxStreamsPerOwner";

    /// <summary>The build's property that limits unfinished jobs.</summary>
    public const string Unfinished = "AsyncJobsMaxUnfinishedPerOwner";

    /// <summary>The build's property that limits starts.</summary>
    public const string Starts = "AsyncJobsMaxStartsPerMinutePerOwner";

    /// <exception cref="TemplateException">A limit is no number that it may be, or jobs have no owner whose jobs could be counted.</exception>
    public static LimitPlan Make(AssemblyManifest assembly, TemplateOptions options, string? owner)
    {
        LimitPlan limits = new(
            Read(Unfinished, options.MaxUnfinishedPerOwner ?? assembly.Setting(ManifestNames.MaxUnfinishedPerOwner), OwnerLimitValue.MostUnfinished),
            Read(
                Starts,
                options.MaxStartsPerMinutePerOwner ?? assembly.Setting(ManifestNames.MaxStartsPerMinutePerOwner),
                OwnerLimitValue.MostStartsPerMinute),
            Read(Streams, options.MaxStreamsPerOwner ?? assembly.Setting(ManifestNames.MaxStreamsPerOwner), OwnerLimitValue.MostStreams));
        if (!string.Equals(owner, OwnerValue.None, StringComparison.OrdinalIgnoreCase))
            return limits;

        return limits switch
        {
            { MostUnfinished: > 0 } => throw Fault(Unfinished, OwnerLimitValue.NobodyFault),
            { MostStartsPerMinute: > 0 } => throw Fault(Starts, OwnerLimitValue.NobodyFault),
            { MostStreams: > 0 } => throw Fault(Streams, OwnerLimitValue.NobodyStreams),
            _ => limits,
        };
    }

    private static int Read(string name, string? value, int most) =>
        value is null ? 0 : OwnerLimitValue.Parse(value, most) ?? throw Fault(name, OwnerLimitValue.Fault(most));

    private static TemplateException Fault(string name, string fault) => new(ErrorCodes.CommandLine, $"{name} {fault}.");
}
