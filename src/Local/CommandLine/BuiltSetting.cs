using System.Reflection;
using AsyncJobs.Jobs;

namespace AsyncJobs.Local.CommandLine;

/// <summary>What the builds of the jobs' assemblies said of the application as a whole.</summary>
internal static class BuiltSetting
{
    /// <summary>The setting; null where no build said it.</summary>
    /// <param name="app">The application.</param>
    /// <param name="key">The key of the assemblies' metadata.</param>
    /// <param name="property">What the setting is called in a project.</param>
    /// <exception cref="LocalOptionsException">Several assemblies say different things.</exception>
    public static string? Of(JobApp app, string key, string property)
    {
        IEnumerable<Assembly> assemblies = app.Jobs.Select(static job => job.GetType().Assembly).Distinct();
        string?[] built = [.. assemblies.Select(assembly => BuildMetadata.Of(assembly, key)).Distinct()];
        if (built.Length > 1)
        {
            string values = string.Join(", ", built.Select(static value => value ?? "none set"));
            throw new LocalOptionsException($"The jobs' projects have different {property} ({values}): an application has one.");
        }

        return built is [{ } value] ? value : null;
    }
}
