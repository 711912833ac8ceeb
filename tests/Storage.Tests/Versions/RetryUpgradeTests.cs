using AsyncJobs.Lifecycle;
using AsyncJobs.Starting;
using AsyncJobs.Tests;
using Xunit;
using static AsyncJobs.Storage.Tests.Sample;

namespace AsyncJobs.Storage.Tests.Versions;

/// <summary>Jobs that keep their inputs, on a table that the version before uses too.</summary>
public sealed class RetryUpgradeTests(DynamoDbLocal dynamoDb) : OneTable(dynamoDb)
{
    [Fact]
    public async Task The_version_before_takes_such_a_job_to_its_end_and_leaves_alone_what_it_does_not_know()
    {
        JobRecord record = Accepted() with { IsInputKept = true, RetryOf = JobId.New() };
        await Present.Store.CreateAsync(record, Noon, Token);
        KeptInput input = InputCodec.Encode("{}"u8) with { ExpiresAt = NextDay };
        await ((IKeptInputStore)Present.Store).KeepInputAsync(record.Id, input, Token);

        await Previous.Store.ApplyAsync(record.Id, Claim("token"), Noon, Token);
        await Previous.Store.ApplyAsync(record.Id, Succeed("token"), Noon, Token);

        JobRecord ended = await RecordAsync(record.Id);
        Assert.Equal((JobStatus.Succeeded, true, record.RetryOf), (ended.Status, ended.IsInputKept, ended.RetryOf));
        Assert.Equal("{}"u8.ToArray(), InputCodec.Decode((await ((IKeptInputStore)Present.Store).GetInputAsync(record.Id, Token))!).ToArray());
    }
}
