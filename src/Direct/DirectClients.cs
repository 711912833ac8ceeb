using Amazon.Runtime;
using AsyncJobs.Aws;
using AsyncJobs.Direct.Connections;
using AsyncJobs.Direct.Credentials;
using AsyncJobs.Direct.DynamoDb;
using AsyncJobs.Direct.Lambda;
using AsyncJobs.Direct.Places;
using AsyncJobs.Direct.Sending;
using AsyncJobs.Dispatch;
using AsyncJobs.Hosting;
using AsyncJobs.Lifecycle;
using AsyncJobs.Storage;

namespace AsyncJobs.Direct;

/// <summary>
/// The clients of an application's jobs, without those of the AWS SDK: they write, sign, send and repeat the requests of jobs to DynamoDB and Lambda
/// themselves. A function that starts has less code to load and to compile. An application uses them as soon as it references this package.
/// </summary>
/// <remarks>
/// <para><b>Where requests go.</b> To <c>AWS_ENDPOINT_URL_DYNAMODB</c>, <c>AWS_ENDPOINT_URL_LAMBDA</c> or <c>AWS_ENDPOINT_URL</c>, unless
/// <c>AWS_IGNORE_CONFIGURED_ENDPOINT_URLS</c> is <c>true</c>; else to the services of the region in <c>AWS_REGION</c> or <c>AWS_DEFAULT_REGION</c>,
/// in each partition of AWS, with <c>AWS_USE_FIPS_ENDPOINT</c> and <c>AWS_USE_DUALSTACK_ENDPOINT</c>. A region that is named unlike those of AWS is
/// refused.</para>
/// <para><b>Credentials.</b> Those in <c>AWS_ACCESS_KEY_ID</c>, <c>AWS_SECRET_ACCESS_KEY</c> and <c>AWS_SESSION_TOKEN</c>, read once; else those that
/// the endpoint in <c>AWS_CONTAINER_CREDENTIALS_FULL_URI</c> hands out, as to functions with SnapStart, asked again before they expire. Profile
/// files, the IAM Identity Center, web identities (EKS), <c>AWS_CONTAINER_CREDENTIALS_RELATIVE_URI</c> (ECS) and the metadata of instances are not
/// looked for.</para>
/// <para><b>Repetition.</b> A request that is throttled, fails, or takes longer than 5 s is sent again, at most three times, with the pauses, the
/// quota and the list of errors of the SDK's standard mode. One that finds its connection closed is sent again at once, at most ten times. A wrong
/// clock is corrected by the answers.</para>
/// <para><b>Limits.</b> An answer of DynamoDB has at most 16 MB. Nothing is told to the SDK's telemetry, its pipeline's customizers, client-side
/// monitoring or <c>GlobalEndpoints.Provider</c>. The clients for SQS, secrets and S3 are the SDK's.</para>
/// </remarks>
public sealed class DirectClients : AwsClients
{
    private static readonly TimeSpan s_firstPauseOfDynamoDb = TimeSpan.FromMilliseconds(25);
    private static readonly TimeSpan s_firstPauseOfLambda = TimeSpan.FromMilliseconds(50);

    private readonly HttpMessageInvoker? _http;
    private readonly KeySource? _keys;
    private readonly TimeProvider _time;

    /// <summary>Makes clients.</summary>
    /// <param name="http">Sends their requests; null for the connections of the process.</param>
    /// <param name="keys">With what they sign; null for what the environment says.</param>
    /// <param name="time">Their clock.</param>
    internal DirectClients(HttpMessageInvoker? http, KeySource? keys, TimeProvider time)
    {
        _http = http;
        _keys = keys;
        _time = time;
    }

    /// <summary>The clients.</summary>
    public static DirectClients Instance { get; } = new(http: null, keys: null, TimeProvider.System);

    /// <summary>
    /// Gives numbers from 0 to 1, for pauses. They come from the kernel: state of this process is the same in every copy restored from a snapshot.
    /// </summary>
    internal Func<double> Jitter { get; init; } = KernelRandom.NextDouble;

    /// <summary>Makes a store for a <see cref="Jobs.JobPlatform"/> of one's own; sends nothing.</summary>
    /// <param name="tableName">The table's name or ARN.</param>
    /// <exception cref="AmazonClientException">The environment has no region, or an endpoint that cannot be one.</exception>
    public DynamoDbJobStore CreateStore(string tableName) => new(OpenTable(Environment.GetEnvironmentVariable), tableName);

    /// <summary>Makes a dispatcher for a <see cref="Jobs.JobPlatform"/> of one's own; sends nothing.</summary>
    /// <param name="functionName">
    /// The function that works on a job, by the job's name: a function's name, partial ARN or ARN, each with or without <c>:version-or-alias</c>.
    /// </param>
    /// <exception cref="AmazonClientException">The environment has no region, or an endpoint that cannot be one.</exception>
    public LambdaDispatcher CreateDispatcher(Func<string, string> functionName)
    {
        ArgumentNullException.ThrowIfNull(functionName);
        return OpenDispatcher(Environment.GetEnvironmentVariable, functionName);
    }

    // Made when somebody asks: a process of which a snapshot is taken has none.
    private HttpMessageInvoker Http => _http ?? DirectHttp.Shared;

    /// <inheritdoc/>
    internal override IDynamoDbCalls OpenTable(Func<string, string?> environment) =>
        new DirectDynamoDb(Open(EnvironmentPlaces.OfDynamoDb(environment), environment, s_firstPauseOfDynamoDb, DynamoDbErrors.RefusalOf));

    /// <inheritdoc/>
    internal override LambdaDispatcher OpenDispatcher(Func<string, string?> environment, Func<string, string> functionName)
    {
        ServiceClient client = Open(EnvironmentPlaces.OfLambda(environment), environment, s_firstPauseOfLambda, DirectInvoke.RefusalOf);
        DirectInvoke invoke = new(client);
        return new LambdaDispatcher(functionName, invoke.InvokeAsync, client.PlaceName, Retries.Most + 1);
    }

    /// <inheritdoc/>
    internal override Task ConnectAsync(AwsCalls calls, Func<string, string?> environment, CancellationToken cancellationToken)
    {
        Task table = ConnectAsync(EnvironmentPlaces.OfDynamoDb(environment), cancellationToken);
        return calls.HasFlag(AwsCalls.Send)
            ? Task.WhenAll(table, ConnectAsync(EnvironmentPlaces.OfLambda(environment), cancellationToken))
            : table;
    }

    /// <inheritdoc/>
    internal override AwsClients ForPractice() =>
        new DirectClients(new HttpMessageInvoker(new PracticeHandler()), new FixedKeys(AccessKeys.MadeUp), _time);

    // A request that asks for nothing. It has no signature, so that it needs no permission and concerns no account.
    private async Task ConnectAsync(ServicePlace place, CancellationToken cancellationToken)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, place.At("/"));
        using HttpResponseMessage response = await Http.SendAsync(request, cancellationToken).ConfigureAwait(false);

        // Read to its end, the connection stays open.
        await BoundedBody.ReadAsync(response.Content, mostBytes: 64 * 1024, cancellationToken).ConfigureAwait(false);
    }

    private ServiceClient Open(
        ServicePlace place, Func<string, string?> environment, TimeSpan firstPause, Func<ServiceError, AmazonServiceException> refusal) =>
        new(place, _keys ?? KeySource.Of(environment, _time), Http, environment, _time, firstPause, Jitter, refusal);
}
