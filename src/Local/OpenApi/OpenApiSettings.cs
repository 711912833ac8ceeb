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

    /// <summary>Whether a caller may hold only so many streams.</summary>
    public bool LimitsStreams { get; init; }

    /// <summary>Where the API is, without a slash at the end; null where that is not known.</summary>
    public string? Server { get; init; }

    /// <summary>Whom to ask about it; null for <see cref="Organization"/>.</summary>
    public ApiContact? Contact { get; init; }

    /// <summary>Whose program it is; null where it does not say.</summary>
    public string? Organization { get; init; }

    /// <summary>What the program is; null where it does not say.</summary>
    public string? Description { get; init; }

    /// <summary>Whether callbacks are enabled, and so can be delivered anew.</summary>
    public bool HasCallbacks { get; init; }

    /// <summary>What holds for the callers of an application.</summary>
    /// <exception cref="LocalOptionsException">A setting of its build or its environment is malformed.</exception>
    public static OpenApiSettings Of(JobApp app, CallerSettings callers) =>
        new(callers.AllowsPurge, HasLimits: callers.Limits.OfStarts, callers.Lists.OfOwners)
        {
            LacksUrls = !LocalUrls.Of(app),
            Streams = callers.Streams,
            LimitsStreams = callers.Limits.MostStreams > 0,
            HasCallbacks = callers.HasCallbacks,
            Server = ApiServer.Of(app, Environment.GetEnvironmentVariable),
            Contact = ApiContact.Of(app),
        };
}
