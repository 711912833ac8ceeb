using Amazon.Runtime;
using Xunit;

namespace AsyncJobs.Direct.Tests;

/// <summary>Parts for a platform of one's own, which read the environment of the process. That of tests has no region.</summary>
public sealed class PlatformTests
{
    [Fact]
    public void Without_a_region_there_is_neither_a_store_nor_a_dispatcher()
    {
        AmazonClientException store = Assert.Throws<AmazonClientException>(() => DirectClients.Instance.CreateStore("jobs"));
        AmazonClientException dispatcher = Assert.Throws<AmazonClientException>(() => DirectClients.Instance.CreateDispatcher(static job => job));

        Assert.Contains("AWS_REGION", store.Message, StringComparison.Ordinal);
        Assert.Contains("AWS_REGION", dispatcher.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_function_is_named_by_something() =>
        Assert.Throws<ArgumentNullException>("functionName", () => DirectClients.Instance.CreateDispatcher(null!));
}
