using Amazon.DynamoDBv2;
using Amazon.Runtime;
using AsyncJobs.Storage;
using Xunit;

namespace AsyncJobs.Tests;

/// <summary>
/// The real DynamoDB Local, one process for the test assembly: declare it with <c>[assembly: AssemblyFixture(typeof(DynamoDbLocal))]</c>.
/// Where it is missing, tests that need it are skipped; under CI=true they fail.
/// </summary>
public sealed class DynamoDbLocal : IAsyncLifetime
{
    private DynamoDbLocalProcess? _process;

    /// <summary>The URL it listens at. Skips or fails the test where there is none.</summary>
    public string Endpoint
    {
        get
        {
            string unavailable = _process?.Unavailable ?? "DynamoDB Local was not started.";
            if (_process?.Endpoint is null && Environment.GetEnvironmentVariable("CI") == "true")
                throw new InvalidOperationException(unavailable);

            Assert.SkipWhen(_process?.Endpoint is null, unavailable);
            return _process!.Endpoint!;
        }
    }

    public IAmazonDynamoDB CreateClient(Action<AmazonDynamoDBConfig>? configure = null)
    {
        var config = new AmazonDynamoDBConfig
        {
            ServiceURL = Endpoint,
            AuthenticationRegion = "eu-central-1",
            DefaultAWSCredentials = new BasicAWSCredentials("local", "local"),
        };
        configure?.Invoke(config);
        return new AmazonDynamoDBClient(config);
    }

    /// <summary>Creates a table of its own for the caller.</summary>
    public Task<string> CreateTableAsync(CancellationToken cancellationToken) => CreateTableAsync(DynamoDbTableIndexes.None, cancellationToken);

    /// <summary>Creates a table of its own for the caller, with indexes by which jobs are listed.</summary>
    public async Task<string> CreateTableAsync(DynamoDbTableIndexes indexes, CancellationToken cancellationToken)
    {
        string table = "jobs-" + Guid.NewGuid().ToString("N");
        using IAmazonDynamoDB client = CreateClient();
        await DynamoDbTable.EnsureExistsAsync(client, table, indexes, cancellationToken);
        return table;
    }

    public async ValueTask InitializeAsync() => _process = await DynamoDbLocalProcess.StartAsync();

    public ValueTask DisposeAsync()
    {
        _process?.Dispose();
        return default;
    }
}
