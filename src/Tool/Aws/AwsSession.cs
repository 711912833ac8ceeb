using Amazon.DynamoDBv2;
using Amazon.Runtime;
using AsyncJobs.Aws;
using AsyncJobs.Dispatch;
using AsyncJobs.Shared;
using AsyncJobs.Tool.Failures;

namespace AsyncJobs.Tool.Aws;

/// <summary>Makes the clients of AWS's services, all for one region and with one set of credentials.</summary>
internal sealed class AwsSession
{
    // Some region has to be in the signature of a request to an emulator, and any does.
    private const string EmulatorRegion = "us-east-1";

    // A function that starts from nothing and meets a slow table answers within API Gateway's 30 s. One that takes longer is not waited for.
    private static readonly TimeSpan s_functionPatience = TimeSpan.FromSeconds(35);

    private readonly AWSCredentials _credentials;
    private readonly Func<string, string?> _read;

    private AwsSession(AWSCredentials credentials, AwsPlace place, Func<string, string?> read)
    {
        _credentials = credentials;
        Place = place;
        _read = read;
    }

    /// <summary>What messages say of where this is.</summary>
    public AwsPlace Place { get; }

    /// <summary>Finds region and credentials; sends nothing, unless the credentials have to be fetched.</summary>
    /// <param name="options">What the command line says.</param>
    /// <param name="environment">Reads an environment variable.</param>
    /// <param name="askForCode">Asks a person for the code of their MFA device.</param>
    /// <exception cref="ToolException">There is no region, no such profile, or there are no credentials.</exception>
    public static async Task<AwsSession> OpenAsync(AwsOptions options, Func<string, string?> environment, Func<string> askForCode)
    {
        AwsCredentialsFinder finder = new(options.Profile, environment, askForCode);
        bool isEmulator = IsOfThisMachine(options.Endpoint) || IsOfThisMachine(environment(AwsVariables.DynamoDbEndpoint))
            || IsOfThisMachine(environment(AwsVariables.Endpoint));
        string region = options.Region ?? finder.FindRegion() ?? (isEmulator ? EmulatorRegion : null)
            ?? throw ToolException.BadCommandLine(
                $"No region is known. Give it with --region, such as --region eu-west-1, or set {AwsVariables.Region}, or 'region' in the profile.");
        bool ignoresVariables = "true".Equals(environment(AwsVariables.IgnoreEndpoints), StringComparison.OrdinalIgnoreCase);
        AwsPlace place = new(region, finder.ProfileName);
        AWSCredentials credentials = await finder.FindAsync(place, isEmulator).ConfigureAwait(false);
        return new AwsSession(credentials, place, Read);

        string? Read(string name) => name switch
        {
            AwsVariables.Region => region,
            AwsVariables.Endpoint => options.Endpoint ?? environment(name),
            AwsVariables.IgnoreEndpoints when options.Endpoint is not null => null,
            AwsVariables.DynamoDbEndpoint or AwsVariables.LambdaEndpoint or AwsVariables.CloudFormationEndpoint when ignoresVariables => null,
            _ => environment(name),
        };
    }

    /// <summary>A client of DynamoDB.</summary>
    public IAmazonDynamoDB DynamoDb() => new AmazonDynamoDBClient(Configured(new AmazonDynamoDBConfig(), AwsVariables.DynamoDbEndpoint));

    /// <summary>A client of Lambda that waits for functions.</summary>
    public LambdaInvokeClient Lambda()
    {
        LambdaInvokeConfig config = Configured(new LambdaInvokeConfig(_read), AwsVariables.LambdaEndpoint);
        config.Timeout = s_functionPatience;
        return new LambdaInvokeClient(config);
    }

    /// <summary>A client of CloudFormation.</summary>
    public CloudFormationClient CloudFormation() =>
        new(Configured(new CloudFormationConfig(), AwsVariables.CloudFormationEndpoint));

    private static bool IsOfThisMachine(string? url) => Uri.TryCreate(url, UriKind.Absolute, out Uri? uri) && uri.IsLoopback;

    private TConfig Configured<TConfig>(TConfig config, string endpointVariable)
        where TConfig : ClientConfig
    {
        AwsEnvironment.Apply(config, endpointVariable, _read);
        config.DefaultAWSCredentials = _credentials;
        return config;
    }
}
