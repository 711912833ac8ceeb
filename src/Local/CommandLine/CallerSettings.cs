using AsyncJobs.Jobs;

namespace AsyncJobs.Local.CommandLine;

/// <summary>What holds for the callers of the jobs, as the environment, the build and the command line say together.</summary>
/// <param name="Owner">Who owns a job; null for the usual owners.</param>
/// <param name="CorsOrigins">The origins whose pages may call; empty for none.</param>
internal sealed record CallerSettings(string? Owner, IReadOnlyList<string> CorsOrigins)
{
    /// <summary>Reads them.</summary>
    /// <exception cref="LocalOptionsException">One of them is malformed.</exception>
    public static CallerSettings Of(JobApp app, LocalOptions options, Func<string, string?> read) =>
        new(LocalOwner.Of(app, read), LocalOrigins.Of(app, options, read));
}
