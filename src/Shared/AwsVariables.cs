using Microsoft.CodeAnalysis;

namespace AsyncJobs.Shared;

/// <summary>The names of the environment variables that Lambda sets, or that the AWS SDKs read.</summary>
/// <remarks>
/// See https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html and
/// https://docs.aws.amazon.com/sdkref/latest/guide/settings-reference.html.
/// </remarks>
[Embedded]
internal static class AwsVariables
{
    /// <summary>Where a function's process asks for its invocations: host and port. Only a process that Lambda started has it.</summary>
    public const string RuntimeApi = "AWS_LAMBDA_RUNTIME_API";

    /// <summary>How many invocations one process serves at once; absent for one.</summary>
    public const string MaxConcurrency = "AWS_LAMBDA_MAX_CONCURRENCY";

    /// <summary>The function's own name.</summary>
    public const string FunctionName = "AWS_LAMBDA_FUNCTION_NAME";

    /// <summary>The function's version.</summary>
    public const string FunctionVersion = "AWS_LAMBDA_FUNCTION_VERSION";

    /// <summary>The function's memory in MB.</summary>
    public const string FunctionMemorySize = "AWS_LAMBDA_FUNCTION_MEMORY_SIZE";

    /// <summary>How the process was started, such as <c>on-demand</c>.</summary>
    public const string InitializationType = "AWS_LAMBDA_INITIALIZATION_TYPE";

    /// <summary>The log group of the function.</summary>
    public const string LogGroupName = "AWS_LAMBDA_LOG_GROUP_NAME";

    /// <summary>The log stream of the process.</summary>
    public const string LogStreamName = "AWS_LAMBDA_LOG_STREAM_NAME";

    /// <summary>The folder of the function's code.</summary>
    public const string TaskRoot = "LAMBDA_TASK_ROOT";

    /// <summary>The function's <c>Handler</c>.</summary>
    public const string Handler = "_HANDLER";

    /// <summary>The X-Ray trace header of the invocation.</summary>
    public const string TraceId = "_X_AMZN_TRACE_ID";

    /// <summary>Set where the AWS around a process is a laptop's, as SAM does.</summary>
    public const string SamLocal = "AWS_SAM_LOCAL";

    /// <summary>The least level of log lines, where a function has JSON logging: TRACE, DEBUG, INFO, WARN, ERROR or FATAL.</summary>
    public const string LogLevel = "AWS_LAMBDA_LOG_LEVEL";

    /// <summary>The region.</summary>
    public const string Region = "AWS_REGION";

    /// <summary>The region, for whoever does not find <see cref="Region"/>.</summary>
    public const string DefaultRegion = "AWS_DEFAULT_REGION";

    /// <summary>The profile of the shared configuration files.</summary>
    public const string Profile = "AWS_PROFILE";

    /// <summary>The id of the access key.</summary>
    public const string AccessKeyId = "AWS_ACCESS_KEY_ID";

    /// <summary>The secret of the access key.</summary>
    public const string SecretAccessKey = "AWS_SECRET_ACCESS_KEY";

    /// <summary>The token of temporary credentials.</summary>
    public const string SessionToken = "AWS_SESSION_TOKEN";

    /// <summary>The endpoint that hands credentials out, where a process has none in its environment.</summary>
    public const string ContainerCredentials = "AWS_CONTAINER_CREDENTIALS_FULL_URI";

    /// <summary>The token for <see cref="ContainerCredentials"/>.</summary>
    public const string ContainerToken = "AWS_CONTAINER_AUTHORIZATION_TOKEN";

    /// <summary>The file with the token for <see cref="ContainerCredentials"/>.</summary>
    public const string ContainerTokenFile = "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE";

    /// <summary>The endpoint of every service.</summary>
    public const string Endpoint = "AWS_ENDPOINT_URL";

    /// <summary>The endpoint of DynamoDB.</summary>
    public const string DynamoDbEndpoint = "AWS_ENDPOINT_URL_DYNAMODB";

    /// <summary>The endpoint of Lambda.</summary>
    public const string LambdaEndpoint = "AWS_ENDPOINT_URL_LAMBDA";

    /// <summary>The endpoint of CloudFormation.</summary>
    public const string CloudFormationEndpoint = "AWS_ENDPOINT_URL_CLOUDFORMATION";

    /// <summary>The endpoint of S3.</summary>
    public const string S3Endpoint = "AWS_ENDPOINT_URL_S3";

    /// <summary>The endpoint of SQS.</summary>
    public const string SqsEndpoint = "AWS_ENDPOINT_URL_SQS";

    /// <summary>The endpoint of Secrets Manager.</summary>
    public const string SecretsManagerEndpoint = "AWS_ENDPOINT_URL_SECRETS_MANAGER";

    /// <summary>The endpoint of the Parameter Store.</summary>
    public const string SsmEndpoint = "AWS_ENDPOINT_URL_SSM";

    /// <summary>Whether the endpoints of this environment are ignored.</summary>
    public const string IgnoreEndpoints = "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS";

    /// <summary>Whether FIPS endpoints are used.</summary>
    public const string UseFipsEndpoint = "AWS_USE_FIPS_ENDPOINT";

    /// <summary>Whether endpoints with IPv6 are used.</summary>
    public const string UseDualStackEndpoint = "AWS_USE_DUALSTACK_ENDPOINT";

    /// <summary>The application's name in the user agent of requests.</summary>
    public const string UserAgentAppId = "AWS_SDK_UA_APP_ID";

    /// <summary>Whether client-side monitoring of the SDK is on.</summary>
    public const string MonitoringEnabled = "AWS_CSM_ENABLED";
}
