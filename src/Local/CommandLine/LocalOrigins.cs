using AsyncJobs.Jobs;
using AsyncJobs.Shared;

namespace AsyncJobs.Local.CommandLine;

/// <summary>
/// The origins whose pages may call here: what the environment says, as on AWS, else what the builds of the jobs' assemblies said as
/// AsyncJobsCorsOrigins; and those of the command line.
/// </summary>
internal static class LocalOrigins
{
    /// <summary>The origins; empty for none.</summary>
    /// <exception cref="LocalOptionsException">The setting is malformed.</exception>
    public static IReadOnlyList<string> Of(JobApp app, LocalOptions options, Func<string, string?> read)
    {
        string[] origins =
        [
            .. read(JobVariables.CorsOrigins) is { } variable
                ? Checked($"The environment variable {JobVariables.CorsOrigins}", variable)
                : app.Jobs.Select(static job => job.GetType().Assembly).Distinct().SelectMany(static assembly =>
                    Checked("AsyncJobsCorsOrigins", BuildMetadata.Of(assembly, ManifestNames.CorsOrigins) ?? "")),
            .. options.CorsOrigins,
        ];
        return origins.Contains(OriginList.Any) ? [OriginList.Any] : [.. origins.Distinct()];
    }

    private static string[] Checked(string name, string text)
    {
        string[] origins = OriginList.Split(text);
        return OriginList.Fault(origins) is { } fault ? throw new LocalOptionsException($"{name} {fault}.") : origins;
    }
}
