using AsyncJobs.EndToEnd.Tests.Hosting;
using AsyncJobs.Tests;
using Xunit;

namespace AsyncJobs.EndToEnd.Tests.Contract;

/// <summary>The sample with <c>--dynamodb</c>.</summary>
public sealed class SampleOnDynamoDbTests(DynamoDbLocal dynamoDb, LinkServer links) : SampleContract(links), IAsyncLifetime
{
    private HostProcess? _process;
    private JobClient? _client;

    private protected override JobClient Client => _client!;

    public async ValueTask InitializeAsync()
    {
        _process = await HostProcess.StartListeningAsync(HostProcess.DotNet, RepositoryFiles.SampleProgram, "--dynamodb", dynamoDb.Endpoint);
        _client = new JobClient(_process.Address);
    }

    public async ValueTask DisposeAsync()
    {
        _client?.Dispose();
        if (_process is not null)
            await _process.DisposeAsync();
    }

    [Fact]
    public async Task Jobs_outlive_the_process()
    {
        string url = await Client.StartAsync("/summaries/kept", """{"csv":"a\n1\n"}""");
        string done = (await Client.WaitForEndAsync(url)).GetRawText();
        await DisposeAsync();
        await InitializeAsync();

        JsonAssert.Equal(done, await Client.WaitForEndAsync(url));
    }
}
