using AsyncJobs.Sam.Manifest;
using AsyncJobs.Shared;

namespace AsyncJobs.Sam.Plan;

/// <summary>What one owner may have and start.</summary>
/// <param name="MostUnfinished">How many jobs may be unfinished at the same time; 0 for any number.</param>
/// <param name="MostStartsPerMinute">How many jobs may be started in a minute; 0 for any number.</param>
internal readonly record struct LimitPlan(int MostUnfinished, int MostStartsPerMinute)
{
    private const string Unfinished = "AsyncJobsMaxUnfinishedPerOwner";
    private const string Starts = "AsyncJobsMaxStartsPerMinutePerOwner";

    public bool IsNone => MostUnfinished == 0 && MostStartsPerMinute == 0;

    /// <exception cref="TemplateException">A limit is no number that it may be, or jobs have no owner whose jobs could be counted.</exception>
    public static LimitPlan Make(AssemblyManifest assembly, TemplateOptions options, string? owner)
    {
        LimitPlan limits = new(
            Read(Unfinished, options.MaxUnfinishedPerOwner ?? assembly.Setting(ManifestNames.MaxUnfinishedPerOwner), OwnerLimitValue.MostUnfinished),
            Read(
                Starts,
                options.MaxStartsPerMinutePerOwner ?? assembly.Setting(ManifestNames.MaxStartsPerMinutePerOwner),
                OwnerLimitValue.MostStartsPerMinute));
        return limits.IsNone || !string.Equals(owner, OwnerValue.None, StringComparison.OrdinalIgnoreCase)
            ? limits
            : throw Fault(limits.MostUnfinished > 0 ? Unfinished : Starts, OwnerLimitValue.NobodyFault);
    }

    private static int Read(string name, string? value, int most) =>
        value is null ? 0 : OwnerLimitValue.Parse(value, most) ?? throw Fault(name, OwnerLimitValue.Fault(most));

    private static TemplateException Fault(string name, string fault) => new(ErrorCodes.CommandLine, $"{name} {fault}.");
}
