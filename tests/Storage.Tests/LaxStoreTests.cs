using Xunit;

namespace AsyncJobs.Storage.Tests;

/// <summary>The random lives are worth something: they find a store that leaves a condition out.</summary>
public sealed class LaxStoreTests
{
    [Theory]
    [InlineData("lease")]
    [InlineData("claim")]
    [InlineData("retry time")]
    [InlineData("continuation")]
    [InlineData("attempts")]
    [InlineData("end")]
    public void A_missing_condition_is_found(string missing) =>
        Assert.ThrowsAny<Exception>(() => Lives.Check(new LaxStore(missing), 5000));

    [Fact]
    public void A_store_that_leaves_none_out_passes() => Lives.Check(new LaxStore("nothing"), 500);
}
