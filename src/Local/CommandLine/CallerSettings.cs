using AsyncJobs.Jobs;
using AsyncJobs.Shared;

namespace AsyncJobs.Local.CommandLine;

/// <summary>What holds for the callers of the jobs, as the environment, the build and the command line say together.</summary>
/// <param name="Owner">Who owns a job; null for the usual owners.</param>
/// <param name="AllowsPurge">Whether callers may remove their jobs.</param>
/// <param name="Limits">What one owner may have, start and follow.</param>
/// <param name="Lists">By which indexes jobs are listed.</param>
/// <param name="CorsOrigins">The origins whose pages may call; empty for none.</param>
internal sealed record CallerSettings(string? Owner, bool AllowsPurge, LocalLimits Limits, LocalLists Lists, IReadOnlyList<string> CorsOrigins)
{
    /// <summary>Whether GET of a job's URL streams.</summary>
    public bool Streams { get; init; }

    /// <summary>
    /// Whether a deployment has callbacks: the environment or the build says where they may go. For this machine the command line says it.
    /// </summary>
    public bool HasCallbacks { get; init; }

    /// <summary>The same, as a deployment has them.</summary>
    public DeployedSettings Deployed => new()
    {
        Owner = Owner,
        AllowsPurge = AllowsPurge,
        ListsOwn = Lists.OfOwners,
        ListsAll = Lists.OfAll,
        MostUnfinished = Limits.MostUnfinished,
        MostStartsPerMinute = Limits.MostStartsPerMinute,
        MostStreams = Limits.MostStreams,
        CorsOrigins = CorsOrigins,
    };

    /// <summary>Reads them.</summary>
    /// <exception cref="LocalOptionsException">One of them is malformed.</exception>
    public static CallerSettings Of(JobApp app, LocalOptions options, Func<string, string?> read)
    {
        string? owner = LocalOwner.Of(app, read);
        return new CallerSettings(
            owner,
            LocalPurge.Of(app, read),
            LocalLimits.Of(app, read, owner),
            LocalLists.Of(app, read, owner),
            LocalOrigins.Of(app, options, read))
        {
            Streams = LocalStreaming.Of(app, read),
            HasCallbacks = read(JobVariables.CallbackHosts) is { Length: > 0 }
                || BuiltSetting.Of(app, ManifestNames.CallbackHosts, "AsyncJobsCallbackHosts") is not null,
        };
    }
}
