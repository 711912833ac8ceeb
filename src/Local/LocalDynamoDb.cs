using Amazon.DynamoDBv2;
using Amazon.Runtime;
using AsyncJobs.Local.CommandLine;
using AsyncJobs.Shared;
using AsyncJobs.Storage;

namespace AsyncJobs.Local;

/// <summary>Keeps jobs in a DynamoDB of the developer's choice.</summary>
internal static class LocalDynamoDb
{
    public const string TableName = "asyncjobs-local";

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    /// <summary>Makes the store, and the table where it is missing.</summary>
    /// <param name="url">Where the DynamoDB is.</param>
    /// <param name="lists">By which indexes jobs are listed.</param>
    /// <exception cref="IOException">There is no such DynamoDB, or it refuses.</exception>
    public static async Task<IJobStore> OpenAsync(Uri url, LocalLists lists)
    {
        AmazonDynamoDBClient client = Connect(url);
        try
        {
            using CancellationTokenSource patience = new(s_patience);
            await DynamoDbTable.EnsureExistsAsync(client, TableName, lists.Indexes, patience.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (
            exception is AmazonServiceException or AmazonClientException or HttpRequestException or OperationCanceledException)
        {
            client.Dispose();
            throw new IOException(exception.Message, exception);
        }

        return new DynamoDbJobStore(client, TableName);
    }

    /// <summary>Gives the store of a table that is there.</summary>
    /// <param name="url">Where the DynamoDB is.</param>
    public static IJobStore Of(Uri url) => new DynamoDbJobStore(Connect(url), TableName);

    private static AmazonDynamoDBClient Connect(Uri url) =>
        new(new AmazonDynamoDBConfig
        {
            ServiceURL = url.AbsoluteUri,
            AuthenticationRegion = Variable(AwsVariables.Region) ?? "us-east-1",
            DefaultAWSCredentials = Credentials(),
            RetryMode = RequestRetryMode.Standard,
            MaxErrorRetry = 3,
            ConnectTimeout = TimeSpan.FromSeconds(3),
#pragma warning disable AJ1006 // Only makes calls shorter, and outside of an invocation there is nothing to make it from.
            Timeout = TimeSpan.FromSeconds(5),
#pragma warning restore AJ1006
        });

    // DynamoDB Local takes any credentials; it only wants some.
    private static AWSCredentials Credentials() =>
        (Variable(AwsVariables.AccessKeyId), Variable(AwsVariables.SecretAccessKey), Variable(AwsVariables.SessionToken)) switch
        {
            ({ } key, { } secret, { } token) => new SessionAWSCredentials(key, secret, token),
            ({ } key, { } secret, null) => new BasicAWSCredentials(key, secret),
            _ => new BasicAWSCredentials("local", "local"),
        };

    private static string? Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
