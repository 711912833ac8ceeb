using AsyncJobs.Lifecycle;
using AsyncJobs.Tests;
using Xunit;
using static AsyncJobs.Storage.Tests.Sample;

namespace AsyncJobs.Storage.Tests.Versions;

/// <summary>Lists of a table on which the previous version is at work, too.</summary>
public sealed class ListUpgradeTests(DynamoDbLocal dynamoDb) : OneTable(dynamoDb)
{
    private IJobListStore Lists => (IJobListStore)Present.Store;

    [Fact]
    public async Task Jobs_of_the_previous_version_are_in_no_list_and_are_found_by_a_scan()
    {
        JobRecord theirs = Accepted() with { Owner = "anna", IsListed = true, IsListedForAll = true };
        JobRecord ours = Accepted() with { Owner = "anna", IsListed = true, IsListedForAll = true };
        await Previous.Store.CreateAsync(theirs, Noon, Token);
        await Present.Store.CreateAsync(ours, Noon, Token);

        Assert.Equal([JobListKey.Of(ours)], (await Lists.ListKeysAsync(new(JobListPart.OfOwner("anna"), null, null, 10), Token)).Keys);
        Assert.DoesNotContain((await Lists.ListKeysAsync(new(JobListPart.OfShard(JobListPart.ShardOf(theirs.Id)), null, null, 10), Token)).Keys, key => key.Id == theirs.Id);
        Assert.Equal(2, (await Lists.ScanKeysAsync(new(null, null, null, "anna"), null, Noon, Token)).Keys.Count);
    }

    [Fact]
    public async Task What_the_previous_version_does_with_a_job_leaves_its_place()
    {
        JobRecord ours = Accepted() with { Owner = "anna", IsListed = true, IsListedForAll = true };
        await Present.Store.CreateAsync(ours, Noon, Token);

        await Previous.Store.ApplyAsync(ours.Id, Claim("a"), Noon, Token);
        await Previous.Store.ApplyAsync(ours.Id, Succeed("a"), Noon, Token);

        JobListKeys keys = await Lists.ListKeysAsync(new(JobListPart.OfOwner("anna"), null, null, 10), Token);
        Assert.Equal([JobListKey.Of(ours)], keys.Keys);
        Assert.Equal(JobStatus.Succeeded, Assert.Single((await Lists.ReadOutlinesAsync([ours.Id], Token)).Records).Status);
    }
}
