using System.Reflection;
using AsyncJobs.Jobs;
using AsyncJobs.Shared;

namespace AsyncJobs.Local.CommandLine;

/// <summary>Who owns a job here: what the environment says, as on AWS, else what the build of the jobs' assembly said as AsyncJobsOwner.</summary>
internal static class LocalOwner
{
    /// <summary>The setting; null for the usual owners.</summary>
    /// <exception cref="LocalOptionsException">It is malformed, or several assemblies say different ones.</exception>
    public static string? Of(JobApp app, Func<string, string?> read)
    {
        if (read(JobVariables.Owner) is { } variable)
            return Checked($"The environment variable {JobVariables.Owner}", variable);

        string?[] built = [.. app.Jobs.Select(static job => job.GetType().Assembly).Distinct().Select(Built).Distinct()];
        if (built.Length > 1)
        {
            string owners = string.Join(", ", built.Select(static owner => owner ?? "none set"));
            throw new LocalOptionsException($"The jobs' projects have different AsyncJobsOwner ({owners}): an application has one.");
        }

        return built is [{ } owner] ? Checked("AsyncJobsOwner", owner) : null;
    }

    private static string? Built(Assembly assembly) => BuildMetadata.Of(assembly, ManifestNames.Owner);

    private static string Checked(string name, string owner) =>
        OwnerValue.Fault(owner) is { } fault ? throw new LocalOptionsException($"{name} {fault}.") : owner;
}
