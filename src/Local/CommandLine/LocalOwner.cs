using AsyncJobs.Jobs;
using AsyncJobs.Shared;

namespace AsyncJobs.Local.CommandLine;

/// <summary>Who owns a job here: what the environment says, as on AWS, else what the build of the jobs' assembly said as AsyncJobsOwner.</summary>
internal static class LocalOwner
{
    private const string Property = "AsyncJobsOwner";

    /// <summary>The setting; null for the usual owners.</summary>
    /// <exception cref="LocalOptionsException">It is malformed, or several assemblies say different ones.</exception>
    public static string? Of(JobApp app, Func<string, string?> read)
    {
        if (read(JobVariables.Owner) is { } variable)
            return Checked($"The environment variable {JobVariables.Owner}", variable);

        return BuiltSetting.Of(app, ManifestNames.Owner, Property) is { } owner ? Checked(Property, owner) : null;
    }

    private static string Checked(string name, string owner) =>
        OwnerValue.Fault(owner) is { } fault ? throw new LocalOptionsException($"{name} {fault}.") : owner;
}
