using AsyncJobs.Binding;
using AsyncJobs.Jobs;
using AsyncJobs.Runtime.Tests.Support;
using Xunit;

namespace AsyncJobs.Runtime.Tests.Starting;

/// <summary>What a start from code may name.</summary>
public sealed class StartLimitTests
{
    [Theory]
    [InlineData(1024, true)]
    [InlineData(1025, false)]
    public async Task An_owner_is_kept_whole_or_refused(int length, bool isKept)
    {
        Bed bed = new();
        JobStartOptions options = new() { Owner = new string('o', length) };

        if (isKept)
            Assert.Equal(options.Owner, bed.Record((await StartAsync(bed, options)).Id).Owner);
        else
            Assert.Contains("1025", (await Assert.ThrowsAsync<ArgumentException>(() => StartAsync(bed, options))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("with space")]
    [InlineData("ключ")]
    public async Task An_idempotency_key_has_the_form_that_a_request_needs(string key)
    {
        Bed bed = new();

        await Assert.ThrowsAsync<ArgumentException>(() => StartAsync(bed, new JobStartOptions { IdempotencyKey = key }));

        Assert.Empty(bed.Store.Calls);
    }

    private static Task<JobSnapshot<NoResult>> StartAsync(Bed bed, JobStartOptions options) =>
        bed.App.StartAsync(bed.Plain, new ArgumentWriter(), options, TestContext.Current.CancellationToken);
}
