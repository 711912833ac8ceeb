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
/// <param name="owner">Who owns a job; null for the usual owners.</param>
internal sealed class FunctionEnvironment(JobApp app, string platformUrl, string dynamoDbUrl, string tableName, LocalOptions options, string? owner)
{
    private const string DefaultRegion = "us-east-1";
    private const string BucketName = "asyncjobs-local";

    /// <summary>Adds them to those of this process, which the function's process inherits: they are the application's own settings.</summary>
    public void Apply(IDictionary<string, string?> environment, FunctionSettings function, string runtimeApi)
    {
        environment["AWS_LAMBDA_RUNTIME_API"] = runtimeApi;
        environment["AWS_LAMBDA_FUNCTION_NAME"] = function.Name;
        environment["AWS_LAMBDA_FUNCTION_VERSION"] = "$LATEST";
        environment["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"] = function.MemoryMegabytes.ToString(CultureInfo.InvariantCulture);
        environment["AWS_LAMBDA_INITIALIZATION_TYPE"] = "on-demand";
        environment["AWS_LAMBDA_LOG_GROUP_NAME"] = "/aws/lambda/" + function.Name;
        environment["AWS_LAMBDA_LOG_STREAM_NAME"] = "local";
        environment["LAMBDA_TASK_ROOT"] = AppContext.BaseDirectory;
        environment["_HANDLER"] = "bootstrap";
        environment["TZ"] = ":UTC";

        // By this libraries know that the AWS around them is a laptop's.
        environment["AWS_SAM_LOCAL"] = "true";

        // On Lambda the runtime finds this limit by itself, and the heap does not grow past what the process may have.
        if (function.MemoryMegabytes > 0)
            environment["DOTNET_GCHeapHardLimit"] = "0x" + (function.MemoryMegabytes * 1024L * 1024 / 4 * 3).ToString("X", CultureInfo.InvariantCulture);

        environment["ASYNCJOBS_HANDLER"] = function.Handler;
        environment["ASYNCJOBS_TABLE"] = tableName;
        environment["ASYNCJOBS_WORKERS"] = string.Join(',', app.Jobs.Select(job => $"{job.Name}={FunctionSettings.WorkerPrefix}{job.Name}"));
        environment["ASYNCJOBS_RETRY_DELAY_SECONDS"] = Math.Min(options.RetryDelay.TotalSeconds, 900).ToString(CultureInfo.InvariantCulture);
        if (owner is not null)
            environment[OwnerValue.Variable] = owner;
        environment.TryAdd("ASYNCJOBS_CANCEL_POLL_SECONDS", "1");

        // The command line alone says whether there are callbacks, as it does in one process; an empty variable is one that is not set.
        environment["ASYNCJOBS_CALLBACK_HOSTS"] = string.Join(' ', options.CallbackHosts);
        environment["ASYNCJOBS_WEBHOOK_SECRET"] = string.Join(' ', options.CallbackSecrets);

        // A variable of their own for the endpoint: a job's other buckets are where they were.
        environment["ASYNCJOBS_BUCKET"] = BucketName;
        environment["ASYNCJOBS_S3_ENDPOINT"] = platformUrl;

        // Those who have it on AWS; a job's other queues are where they were, too.
        environment["ASYNCJOBS_QUEUE"] = function.HasQueue ? platformUrl + QueueAddress.Path : "";
        environment["ASYNCJOBS_SQS_ENDPOINT"] = platformUrl;

        environment["AWS_ENDPOINT_URL_LAMBDA"] = platformUrl;
        environment["AWS_ENDPOINT_URL_DYNAMODB"] = dynamoDbUrl;
        environment.TryAdd("AWS_REGION", DefaultRegion);
        environment.TryAdd("AWS_DEFAULT_REGION", environment["AWS_REGION"]);

        // What is local takes any credentials; those of the developer stay, for what else the jobs do on AWS.
        if (!environment.ContainsKey("AWS_ACCESS_KEY_ID") || !environment.ContainsKey("AWS_SECRET_ACCESS_KEY"))
        {
            environment["AWS_ACCESS_KEY_ID"] = "local";
            environment["AWS_SECRET_ACCESS_KEY"] = "local";
            environment.Remove("AWS_SESSION_TOKEN");
        }
    }
}
