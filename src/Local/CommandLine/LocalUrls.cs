using AsyncJobs.Jobs;
using AsyncJobs.Shared;

namespace AsyncJobs.Local.CommandLine;

/// <summary>Whether jobs have URLs where the application is deployed: where a job has a route, or the build says so as AsyncJobsStatus.</summary>
internal static class LocalUrls
{
    /// <summary>Whether they have. On this machine they have in any case.</summary>
    /// <exception cref="LocalOptionsException">The setting is malformed, or several assemblies say different ones.</exception>
    public static bool Of(JobApp app) =>
        app.Jobs.Any(static job => job.Route is not null) || LocalSwitch.Of(app, ManifestNames.Status, variable: null, static _ => null);
}
