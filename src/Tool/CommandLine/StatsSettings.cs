namespace AsyncJobs.Tool.CommandLine;

/// <summary>The command line of <c>stats</c>.</summary>
internal sealed class StatsSettings : SinceSettings
{
    /// <summary>How far back it looks unless told.</summary>
    public static TimeSpan UsualAgo { get; } = TimeSpan.FromHours(24);
}
