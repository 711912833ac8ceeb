using System.Globalization;
using AsyncJobs.Jobs;
using AsyncJobs.Local.CommandLine;
using AsyncJobs.Local.Functions;
using AsyncJobs.Shared;

namespace AsyncJobs.Local.Isolation;

/// <summary>The environment variables of a function's process: what Lambda sets, what a deployment sets, and where this machine's AWS is.</summary>
/// <param name="platformUrl">Where functions are invoked, and large payloads and delayed messages are kept.</param>
/// <param name="dynamoDbUrl">Where the table is.</param>
/// <param name="tableName">The table.</param>
/// <param name="hasBucket">Whether there is a bucket of large payloads.</param>
/// <param name="options">What the command line says of retries and callbacks.</param>
/// <param name="callers">What holds for the callers of the jobs.</param>
internal sealed class FunctionEnvironment(
    string platformUrl, string dynamoDbUrl, string tableName, bool hasBucket, LocalOptions options, CallerSettings callers)
{
    private const string DefaultRegion = "us-east-1";

    private readonly LocalVariables _values = new(tableName, platformUrl, hasBucket);

    /// <summary>Whether a deployment would have a bucket: the build has found AsyncJobs.S3, or the environment names one.</summary>
    public static bool HasBucket(JobApp app, Func<string, string?> read) =>
        !string.IsNullOrEmpty(read(JobVariables.Bucket))
        || app.Jobs.Select(static job => job.GetType().Assembly).Distinct().Any(BuildMetadata.HasPayloadBucket);

    /// <summary>Adds them to those of this process, which the function's process inherits: they are the application's own settings.</summary>
    public void Apply(IDictionary<string, string?> environment, FunctionSettings function, string runtimeApi)
    {
        environment[AwsVariables.RuntimeApi] = runtimeApi;
        environment[JobVariables.Lifeline] = runtimeApi;
        environment[AwsVariables.FunctionName] = function.Name;
        environment[AwsVariables.FunctionVersion] = "$LATEST";
        environment[AwsVariables.FunctionMemorySize] = function.MemoryMegabytes.ToString(CultureInfo.InvariantCulture);
        environment[AwsVariables.InitializationType] = InitializationTypes.OnDemand;
        environment[AwsVariables.LogGroupName] = "/aws/lambda/" + function.Name;
        environment[AwsVariables.LogStreamName] = "local";
        environment[AwsVariables.TaskRoot] = AppContext.BaseDirectory;
        environment[AwsVariables.Handler] = "bootstrap";
        environment["TZ"] = ":UTC";

        // By this libraries know that the AWS around them is a laptop's.
        environment[AwsVariables.SamLocal] = "true";

        // On Lambda the runtime finds this limit by itself, and the heap does not grow past what the process may have.
        if (function.MemoryMegabytes > 0)
        {
            long bytes = function.MemoryMegabytes * 1024L * 1024 / 4 * 3;
            environment["DOTNET_GCHeapHardLimit"] = "0x" + bytes.ToString("X", CultureInfo.InvariantCulture);
        }

        ApplyDeployed(environment, function.Deployed);
        double retryDelay = Math.Min(options.RetryDelay.TotalSeconds, JobRanges.MostTimeoutSeconds);
        environment[JobVariables.RetryDelaySeconds] = retryDelay.ToString(CultureInfo.InvariantCulture);
        environment.TryAdd(JobVariables.CancelPollSeconds, "1");

        // The command line alone says where callbacks may go, as it does in one process.
        environment[JobVariables.CallbackHosts] = string.Join(' ', options.CallbackHosts);
        environment[JobVariables.WebhookSecret] = options.Callbacks is null ? "" : string.Join(' ', options.CallbackSecrets);
        environment[JobVariables.LoopbackCallbacks] = options.AreLoopbackCallbacksAllowed ? "true" : "false";

        // Variables of their own for the endpoints: a job's other buckets and queues are where they were.
        environment[JobVariables.S3Endpoint] = platformUrl;
        environment[JobVariables.SqsEndpoint] = platformUrl;

        environment[AwsVariables.LambdaEndpoint] = platformUrl;
        environment[AwsVariables.DynamoDbEndpoint] = dynamoDbUrl;
        environment.TryAdd(AwsVariables.Region, DefaultRegion);
        environment.TryAdd(AwsVariables.DefaultRegion, environment[AwsVariables.Region]);

        // What is local takes any credentials; those of the developer stay, for what else the jobs do on AWS.
        if (!environment.ContainsKey(AwsVariables.AccessKeyId) || !environment.ContainsKey(AwsVariables.SecretAccessKey))
        {
            environment[AwsVariables.AccessKeyId] = "local";
            environment[AwsVariables.SecretAccessKey] = "local";
            environment.Remove(AwsVariables.SessionToken);
        }
    }

    // As the template gives them, and no more: what this process has of them is for the functions that need it.
    private void ApplyDeployed(IDictionary<string, string?> environment, DeployedFunction function)
    {
        foreach (string name in FunctionVariables.All)
            environment.Remove(name);
        DeployedSettings settings = callers.Deployed with
        {
            CallbackHosts = options.Callbacks is null ? null : string.Join(' ', options.CallbackHosts),
        };
        foreach ((string name, string value) in FunctionVariables.Of(function, settings, _values))
            environment[name] = value;
    }
}
