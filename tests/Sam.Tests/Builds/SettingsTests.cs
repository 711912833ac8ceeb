using Xunit;

namespace AsyncJobs.Sam.Tests.Builds;

/// <summary>What a build says of settings that cannot be.</summary>
public sealed class SettingsTests(RestoredShop restored) : IClassFixture<RestoredShop>
{
    [Theory]
    [InlineData("client id")]
    [InlineData(" ")]
    [InlineData("a%3Bb")]
    [InlineData("a|b")]
    [InlineData("'x")]
    public async Task An_owner_that_no_caller_can_have_ends_the_build_also_where_no_template_is_written(string owner)
    {
        (int code, string output) = await restored.Shop.BuildAsync("--no-restore", "-p:AsyncJobsOwner=" + owner, "-p:AsyncJobsTemplate=false");

        Assert.NotEqual(0, code);
        Assert.Contains("error AJ2001: AsyncJobsOwner must be none, iam-role, or the name of a claim", output, StringComparison.Ordinal);
        Assert.Contains("docs/rules/AJ2001.md", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("AsyncJobsPurge=yes", "AsyncJobsPurge must be true or false.")]
    [InlineData("AsyncJobsCallbackHosts=hooks.example.com -p:AsyncJobsWebhookSecret=whsec_c2VjcmV0", "AsyncJobsWebhookSecret must say where the secret stands")]
    [InlineData("AsyncJobsWebhookSecret=ssm:/hooks", "AsyncJobsCallbackHosts names no host")]
    [InlineData("AsyncJobsList=yes", "AsyncJobsList must be true or false.")]
    [InlineData("AsyncJobsStreaming=true", "AsyncJobsStreaming must be none, rest or functionUrl.")]
    [InlineData("AsyncJobsFunctions=perjobs", "AsyncJobsFunctions must be shared or perJob.")]
    [InlineData("AsyncJobsListAll=on", "AsyncJobsListAll must be true or false.")]
    [InlineData("AsyncJobsList=true -p:AsyncJobsOwner=None", "AsyncJobsList lets callers list the jobs that they own, and AsyncJobsOwner is none")]
    [InlineData("AsyncJobsMaxUnfinishedPerOwner=1001", "AsyncJobsMaxUnfinishedPerOwner must be a whole number from 1 to 1000, or 0 for no limit.")]
    [InlineData("AsyncJobsMaxStreamsPerOwner=101", "AsyncJobsMaxStreamsPerOwner must be a whole number from 1 to 100, or 0 for no limit.")]
    [InlineData("AsyncJobsMaxStreamsPerOwner=4 -p:AsyncJobsOwner=None", "AsyncJobsMaxStreamsPerOwner counts the streams of each owner, and AsyncJobsOwner is none")]
    [InlineData("AsyncJobsMaxStartsPerMinutePerOwner=ten", "AsyncJobsMaxStartsPerMinutePerOwner must be a whole number from 1 to 10000, or 0 for no limit.")]
    [InlineData("AsyncJobsMaxStartsPerMinutePerOwner=10 -p:AsyncJobsOwner=None", "count the jobs of each owner, and AsyncJobsOwner is none")]
    public async Task A_setting_that_cannot_be_ends_the_build_also_where_no_template_is_written(string setting, string expected)
    {
        (int code, string output) = await restored.Shop.BuildAsync(["--no-restore", .. ("-p:" + setting).Split(' '), "-p:AsyncJobsTemplate=false"]);

        Assert.NotEqual(0, code);
        Assert.Contains("error AJ2001: ", output, StringComparison.Ordinal);
        Assert.Contains(expected, output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("AsyncJobsKmsKey=alias/shop", "error AJ2025: AsyncJobsKmsKey is 'alias/shop': it must be the ARN of a key")]
    [InlineData("AsyncJobsKmsKey=arn:aws:kms:${AWS::Region}:123456789012:key/${Missing}", "error AJ2025: AsyncJobsKmsKey is 'arn:aws:kms:${AWS::Region}:123456789012:key/${Missing}', and the template has no parameter or resource 'Missing'.")]
    [InlineData("AsyncJobsCapacityProvider=batch_1", "error AJ2029: AsyncJobsCapacityProvider is 'batch_1': it must be the ARN of a capacity provider")]
    public async Task What_a_property_names_comes_to_the_template_as_it_is(string setting, string expected)
    {
        (int code, string output) = await restored.Shop.BuildAsync("--no-restore", "-p:" + setting);

        Assert.NotEqual(0, code);
        Assert.Contains(expected, output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://app.example.com/")]
    [InlineData("https://app.example.com%3Bnull")]
    public async Task An_origin_that_no_browser_sends_ends_the_build_also_where_no_template_is_written(string origins)
    {
        (int code, string output) = await restored.Shop.BuildAsync("--no-restore", "-p:AsyncJobsCorsOrigins=" + origins, "-p:AsyncJobsTemplate=false");

        Assert.NotEqual(0, code);
        Assert.Contains($"error AJ2001: AsyncJobsCorsOrigins is '{origins.Replace("%3B", " ", StringComparison.Ordinal)}'; it must be * alone, or origins as browsers send them", output, StringComparison.Ordinal);
    }
}
