using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using AsyncJobs.Jobs;
using AsyncJobs.Testing.Tests.Jobs;
using AsyncJobs.Tests;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AsyncJobs.Testing.Tests;

/// <summary>A host keeps its jobs in memory, with the limits of DynamoDB, or in a DynamoDB.</summary>
public sealed class StoreTests(DynamoDbLocal dynamoDb)
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Jobs_are_kept_in_a_table_that_goes_with_the_host()
    {
        using IAmazonDynamoDB client = dynamoDb.CreateClient();
        string table;
        await using (JobTestHost host = Host(Fails(2), options => options.UseDynamoDb(client)))
        {
            JobSnapshot<string> job = await host.RunToEndAsync(() => ScriptedRunJob.StartAsync(), Cancelled);

            Assert.Equal((JobStatus.Succeeded, "done", 3), (job.Status, job.Result, job.Attempt));
            Assert.Equal(TimeSpan.FromMinutes(3), job.FinishedAt - job.CreatedAt);
            table = Assert.Single(await TablesWithAsync(client, job.Id));
        }

        Assert.DoesNotContain(table, await TablesAsync(client));
    }

    [Fact]
    public async Task A_table_with_a_name_stays()
    {
        using IAmazonDynamoDB client = dynamoDb.CreateClient();
        string table = "kept-" + Guid.NewGuid().ToString("N");
        string id;
        await using (JobTestHost host = Host(Fails(0), options => options.UseDynamoDb(client, table)))
            id = (await host.RunToEndAsync(() => ScriptedRunJob.StartAsync(), Cancelled)).Id;

        await using JobTestHost later = Host(Fails(0), options => options.UseDynamoDb(client, table));
        Assert.Equal(JobStatus.Succeeded, (await later.FindAsync(id, Cancelled))!.Status);
    }

    [Fact]
    public async Task A_result_that_no_item_could_hold_is_refused_in_memory_too()
    {
        byte[] noise = new byte[600_000];
        new Random(1).NextBytes(noise);
        await using JobTestHost host = Host((_, _) => Task.FromResult(Convert.ToBase64String(noise)));

        JobSnapshot<string> job = await host.RunToEndAsync(() => ScriptedRunJob.StartAsync(), Cancelled);

        Assert.Equal((JobStatus.Failed, JobErrorCodes.ResultTooLarge), (job.Status, job.Error!.ErrorCode));
    }

    private static async Task<IEnumerable<string>> TablesAsync(IAmazonDynamoDB client) =>
        (await client.ListTablesAsync(Cancelled)).TableNames.Where(name => name.StartsWith("asyncjobs-test-", StringComparison.Ordinal));

    // Other tests have hosts at the same time, whose tables come and go.
    private static async Task<List<string>> TablesWithAsync(IAmazonDynamoDB client, string id)
    {
        List<string> found = [];
        foreach (string table in await TablesAsync(client))
        {
            try
            {
                if ((await client.ScanAsync(table, ["id"], Cancelled)).Items.Exists(item => item["id"].S == id))
                    found.Add(table);
            }
            catch (ResourceNotFoundException)
            {
                // Its host has gone.
            }
        }

        return found;
    }

    private static Script Fails(int times) => (job, _) => job.Attempt <= times ? throw new IOException("Not now.") : Task.FromResult("done");

    private static JobTestHost Host(Script script, Action<JobTestHostOptions>? configure = null) =>
        JobTestHost.Create(AppJobs.Create(services => services.AddSingleton(script)), configure);
}
