using Amazon.DynamoDBv2;
using Amazon.Runtime;
using AsyncJobs.Dispatch;
using AsyncJobs.Hosting;
using AsyncJobs.Storage;

namespace AsyncJobs.Aws;

/// <summary>Through the SDK.</summary>
internal sealed class SdkClients : AwsClients
{
    private const string MadeUp = "practice";

    private readonly bool _isPractice;

    private SdkClients(bool isPractice) => _isPractice = isPractice;

    public static SdkClients Instance { get; } = new(isPractice: false);

    /// <inheritdoc/>
    internal override IDynamoDbCalls OpenTable(Func<string, string?> environment)
    {
        AmazonDynamoDBConfig config = DynamoDbClientFactory.CreateConfig(environment, isOfJobs: true);
        return new SdkDynamoDb(_isPractice ? new JobTableClient(Detach(config)) : DynamoDbClientFactory.CreateForJobs(config));
    }

    /// <inheritdoc/>
    internal override LambdaDispatcher OpenDispatcher(Func<string, string?> environment, Func<string, string> functionName)
    {
        LambdaInvokeConfig config = new(environment, isOfJobs: true);
        return new LambdaDispatcher(functionName, _isPractice ? Detach(config) : config);
    }

    /// <inheritdoc/>
    internal override async Task ConnectAsync(AwsCalls calls, Func<string, string?> environment, CancellationToken cancellationToken)
    {
        Task table = ConnectAsync(DynamoDbClientFactory.CreateConfig(environment, isOfJobs: true), cancellationToken);
        Task invoke = calls.HasFlag(AwsCalls.Send)
            ? ConnectAsync(new LambdaInvokeConfig(environment, isOfJobs: true), cancellationToken)
            : Task.CompletedTask;
        await Task.WhenAll(table, invoke).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    internal override AwsClients ForPractice() => new SdkClients(isPractice: true);

    // Where the SDK has to say where requests go, as for FIPS, that is not worth asking it twice.
    private static Task ConnectAsync(ClientConfig config, CancellationToken cancellationToken) =>
        config.ServiceURL is { Length: > 0 } endpoint
            ? AwsHttp.SharedBy(config).OpenAsync(new Uri(endpoint), cancellationToken)
            : Task.CompletedTask;

    private static T Detach<T>(T config)
        where T : ClientConfig
    {
        config.DefaultAWSCredentials = new SessionAWSCredentials(MadeUp, MadeUp, MadeUp);
        config.HttpClientFactory = new PracticeHttp();
        return config;
    }
}
