using AsyncJobs.Dispatch;
using AsyncJobs.Storage;

namespace AsyncJobs.Aws;

/// <summary>The connections that the jobs' own clients are going to use, opened before their first requests.</summary>
internal static class AwsConnections
{
    /// <exception cref="HttpRequestException">A service cannot be reached.</exception>
    public static async Task OpenAsync(AwsCalls calls, Func<string, string?> environment, CancellationToken cancellationToken)
    {
        Task table = OpenAsync(DynamoDbClientFactory.CreateConfig(environment, isOfJobs: true), cancellationToken);
        Task invoke = calls.HasFlag(AwsCalls.Send)
            ? OpenAsync(new LambdaInvokeConfig(environment, isOfJobs: true), cancellationToken)
            : Task.CompletedTask;
        await Task.WhenAll(table, invoke).ConfigureAwait(false);
    }

    // Where the SDK has to say where requests go, as for FIPS, that is not worth asking it twice.
    private static Task OpenAsync(Amazon.Runtime.ClientConfig config, CancellationToken cancellationToken) =>
        config.ServiceURL is { Length: > 0 } endpoint
            ? AwsHttp.SharedBy(config).OpenAsync(new Uri(endpoint), cancellationToken)
            : Task.CompletedTask;
}
