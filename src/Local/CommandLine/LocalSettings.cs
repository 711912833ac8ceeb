using AsyncJobs.Jobs;

namespace AsyncJobs.Local.CommandLine;

/// <summary>What the application's build and environment say of its jobs, as a deployment would hand it to the functions.</summary>
/// <param name="Owner">Who owns a job; null for the usual owners.</param>
/// <param name="AllowsPurge">Whether callers may remove their jobs.</param>
internal sealed record LocalSettings(string? Owner, bool AllowsPurge)
{
    /// <exception cref="LocalOptionsException">One is malformed, or several assemblies say different things.</exception>
    public static LocalSettings Of(JobApp app, Func<string, string?> read) => new(LocalOwner.Of(app, read), LocalPurge.Of(app, read));
}
