using AsyncJobs.Local.Functions;
using AsyncJobs.Local.Queue;
using AsyncJobs.Shared;

namespace AsyncJobs.Local.Isolation;

/// <summary>The values of a deployment's variables where the functions are processes of the local host.</summary>
/// <param name="tableName">The table.</param>
/// <param name="platformUrl">Where delayed messages are kept.</param>
/// <param name="hasBucket">Whether there is a bucket of large payloads.</param>
internal sealed class LocalVariables(string tableName, string platformUrl, bool hasBucket) : IVariableValues<string>
{
    public string Table => tableName;

    public string? Bucket => hasBucket ? "asyncjobs-local" : null;

    public string Queue => platformUrl + QueueAddress.Path;

    public string Text(string value) => value;

    // A worker knows itself, as on AWS.
    public string? Workers(DeployedFunction function)
    {
        string[] pairs =
        [
            .. function.Invokes.Where(job => function.Role is not FunctionRole.Work || job != function.Job)
                .Select(static job => $"{job}={FunctionSettings.WorkerOf(job)}"),
        ];
        return pairs.Length == 0 ? null : string.Join(',', pairs);
    }
}
