using AsyncJobs.Jobs;

namespace AsyncJobs.Local.CommandLine;

/// <summary>What the application's build and environment say of its jobs, as a deployment would hand it to the functions.</summary>
/// <param name="Owner">Who owns a job; null for the usual owners.</param>
/// <param name="AllowsPurge">Whether callers may remove their jobs.</param>
/// <param name="Limits">What one owner may have and start.</param>
internal sealed record LocalSettings(string? Owner, bool AllowsPurge, LocalLimits Limits)
{
    /// <exception cref="LocalOptionsException">One is malformed, or several assemblies say different things.</exception>
    public static LocalSettings Of(JobApp app, Func<string, string?> read)
    {
        string? owner = LocalOwner.Of(app, read);
        return new LocalSettings(owner, LocalPurge.Of(app, read), LocalLimits.Of(app, read, owner));
    }
}
