using AsyncJobs.Jobs;
using AsyncJobs.Shared;

namespace AsyncJobs.Local.CommandLine;

/// <summary>Whether jobs have URLs where the application is deployed: where a job has a route, or the build says so as AsyncJobsStatus.</summary>
internal static class LocalUrls
{
    private const string Property = "AsyncJobsStatus";

    /// <summary>Whether they have. On this machine they have in any case.</summary>
    /// <exception cref="LocalOptionsException">The setting is malformed, or several assemblies say different ones.</exception>
    public static bool Of(JobApp app) =>
        app.Jobs.Any(static job => job.Route is not null)
        || (BuiltSetting.Of(app, ManifestNames.Status, Property) is { } built && Parse(built));

    private static bool Parse(string value) =>
        bool.TryParse(value, out bool isOn) ? isOn : throw new LocalOptionsException($"{Property} must be true or false.");
}
