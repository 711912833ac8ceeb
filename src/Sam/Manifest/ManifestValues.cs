using AsyncJobs.Shared;

namespace AsyncJobs.Sam.Manifest;

/// <summary>The values of variables in a manifest: names, since whoever deploys it names the functions as it says.</summary>
internal sealed class ManifestValues(string prefix, string table, string? bucket) : IVariableValues<string>
{
    public string Table => table;

    public string? Bucket => bucket;

    /// <summary>Its URL has the account and the region in it, which nobody knows here.</summary>
    public string? Queue => null;

    /// <summary>The name of a job's worker.</summary>
    public static string WorkerOf(string job, string prefix) => $"{prefix}-{job}-work";

    public string Text(string value) => value;

    public string Workers(DeployedFunction function) => function.Invokes.Count > WorkerPattern.MostOneByOne
        ? $"{WorkerPattern.Job}={WorkerOf(WorkerPattern.Job, prefix)}"
        : string.Join(',', function.Invokes.Select(job => $"{job}={WorkerOf(job, prefix)}"));
}
