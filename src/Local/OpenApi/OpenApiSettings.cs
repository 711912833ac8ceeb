using AsyncJobs.Jobs;
using AsyncJobs.Local.CommandLine;

namespace AsyncJobs.Local.OpenApi;

/// <summary>What an application does beyond what every application does, as far as its callers notice.</summary>
/// <param name="AllowsPurge">Whether callers may remove their jobs.</param>
/// <param name="HasLimits">Whether a caller may have only so many jobs, or start only so many.</param>
/// <param name="AllowsList">Whether callers may list their jobs.</param>
internal readonly record struct OpenApiSettings(bool AllowsPurge, bool HasLimits, bool AllowsList = false)
{
    /// <summary>Whether jobs have no URLs: a deployment in which no job has a route does without, unless the build asks for them.</summary>
    public bool LacksUrls { get; init; }

    /// <summary>Whether GET of a job's URL streams.</summary>
    public bool Streams { get; init; }

    /// <summary>What holds for the callers of an application.</summary>
    /// <exception cref="LocalOptionsException">A setting of its build is malformed.</exception>
    public static OpenApiSettings Of(JobApp app, CallerSettings callers) =>
        new(callers.AllowsPurge, HasLimits: !callers.Limits.IsNone, callers.Lists.OfOwners)
        {
            LacksUrls = !LocalUrls.Of(app),
            Streams = callers.Streams,
        };
}
