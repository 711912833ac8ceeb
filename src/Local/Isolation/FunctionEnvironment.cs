using System.Globalization;
using AsyncJobs.Jobs;
using AsyncJobs.Local.CommandLine;
using AsyncJobs.Local.Functions;
using AsyncJobs.Local.Queue;
using AsyncJobs.Shared;

namespace AsyncJobs.Local.Isolation;

/// <summary>The environment variables of a function's process: what Lambda sets, what a deployment sets, and where this machine's AWS is.</summary>
/// <param name="app">The application.</param>
/// <param name="platformUrl">Where functions are invoked, and large payloads and delayed messages are kept.</param>
/// <param name="dynamoDbUrl">Where the table is.</param>
/// <param name="tableName">The table.</param>
/// <param name="options">What the command line says of retries and callbacks.</param>
/// <param name="callers">What holds for the callers of the jobs.</param>
internal sealed class FunctionEnvironment(
    JobApp app, string platformUrl, string dynamoDbUrl, string tableName, LocalOptions options, CallerSettings callers)
{
    private const string DefaultRegion = "us-east-1";
    private const string BucketName = "asyncjobs-local";

    /// <summary>Adds them to those of this process, which the function's process inherits: they are the application's own settings.</summary>
    public void Apply(IDictionary<string, string?> environment, FunctionSettings function, string runtimeApi)
    {
        environment[AwsVariables.RuntimeApi] = runtimeApi;
        environment[JobVariables.Lifeline] = runtimeApi;
        environment[AwsVariables.FunctionName] = function.Name;
        environment[AwsVariables.FunctionVersion] = "$LATEST";
        environment[AwsVariables.FunctionMemorySize] = function.MemoryMegabytes.ToString(CultureInfo.InvariantCulture);
        environment[AwsVariables.InitializationType] = "on-demand";
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

        environment[JobVariables.Handler] = function.Handler;
        environment[JobVariables.Table] = tableName;
        environment[JobVariables.Workers] = string.Join(',', app.Jobs.Select(job => $"{job.Name}={FunctionSettings.WorkerPrefix}{job.Name}"));
        double retryDelay = Math.Min(options.RetryDelay.TotalSeconds, JobRanges.MostTimeoutSeconds);
        environment[JobVariables.RetryDelaySeconds] = retryDelay.ToString(CultureInfo.InvariantCulture);
        ApplyCallers(environment);
        environment.TryAdd(JobVariables.CancelPollSeconds, "1");

        // The command line alone says where callbacks may go beside this machine, as it does in one process.
        environment[JobVariables.CallbackHosts] = string.Join(' ', options.CallbackHosts);
        environment[JobVariables.WebhookSecret] = string.Join(' ', options.CallbackSecrets);

        // A variable of their own for the endpoint: a job's other buckets are where they were.
        environment[JobVariables.Bucket] = BucketName;
        environment[JobVariables.S3Endpoint] = platformUrl;

        // Those who have it on AWS; a job's other queues are where they were, too.
        environment[JobVariables.Queue] = function.HasQueue ? platformUrl + QueueAddress.Path : "";
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

    private void ApplyCallers(IDictionary<string, string?> environment)
    {
        if (callers.Owner is { } owner)
            environment[JobVariables.Owner] = owner;
        if (callers.AllowsPurge)
            environment[JobVariables.Purge] = "true";
        if (callers.Limits.MostUnfinished > 0)
            environment[JobVariables.MaxUnfinishedPerOwner] = callers.Limits.MostUnfinished.ToString(CultureInfo.InvariantCulture);
        if (callers.Limits.MostStartsPerMinute > 0)
            environment[JobVariables.MaxStartsPerMinutePerOwner] = callers.Limits.MostStartsPerMinute.ToString(CultureInfo.InvariantCulture);
        environment[JobVariables.CorsOrigins] = string.Join(' ', callers.CorsOrigins);
    }
}
