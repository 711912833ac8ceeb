using AsyncJobs.Shared;

namespace AsyncJobs.Local.Functions;

/// <summary>What a deployment says of a function.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Deployed">What it does.</param>
/// <param name="Timeout">How long an invocation may take.</param>
/// <param name="MemoryMegabytes">How much memory its process may have.</param>
internal sealed record FunctionSettings(string Name, DeployedFunction Deployed, TimeSpan Timeout, int MemoryMegabytes)
{
    private const string WorkerPrefix = "work-";

    public string Arn => $"arn:aws:lambda:us-east-1:000000000000:function:{Name}";

    /// <summary>The name of a job's worker.</summary>
    public static string WorkerOf(string job) => WorkerPrefix + job;

    /// <summary>The job whose worker has a name; null where it is none of a worker.</summary>
    public static string? JobOf(string name) => name.StartsWith(WorkerPrefix, StringComparison.Ordinal) ? name[WorkerPrefix.Length..] : null;
}
