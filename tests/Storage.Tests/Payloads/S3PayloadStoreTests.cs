using Amazon.S3;
using Amazon.S3.Model;
using AsyncJobs.Jobs;
using AsyncJobs.S3;
using AsyncJobs.Tests;
using Xunit;

namespace AsyncJobs.Storage.Tests.Payloads;

/// <summary>The store on a server of somebody else's that speaks S3's protocol.</summary>
public sealed class S3PayloadStoreTests(S3Server server) : FileStoreContract
{
    private IAmazonS3? _client;

    public override async ValueTask DisposeAsync()
    {
        _client?.Dispose();
        await base.DisposeAsync();
    }

    protected override ValueTask<IPayloadStore> OpenStoreAsync()
    {
        _client = server.CreateClient();
        return new(new S3PayloadStore(_client, S3Server.Bucket, "some/prefix/"));
    }

    [Fact]
    public async Task An_object_lies_under_the_prefix_and_says_what_it_is()
    {
        await Store.PutAsync("job/result-1", new byte[] { 1, 2 }, "br", Token);

        GetObjectMetadataResponse head = await _client!.GetObjectMetadataAsync(S3Server.Bucket, "some/prefix/job/result-1", Token);
        Assert.Equal(("application/json", "br", 2), (head.Headers.ContentType, head.Headers.ContentEncoding, head.ContentLength));
    }

    [Fact]
    public async Task A_bucket_that_does_not_exist_is_named_and_not_tried_again()
    {
        S3PayloadStore store = new(_client!, "no-such-bucket");

        PayloadStoreException put = await Assert.ThrowsAsync<PayloadStoreException>(async () => await store.PutAsync("a/b", new byte[] { 1 }, null, Token));
        PayloadStoreException get = await Assert.ThrowsAsync<PayloadStoreException>(async () => await store.GetAsync("a/b", Token));

        Assert.All([put, get], error => Assert.Contains("no bucket 'no-such-bucket'", error.Message, StringComparison.Ordinal));
        Assert.All([put, get], error => Assert.False(error.IsTransient));
    }

    [Fact]
    public async Task Wrong_credentials_are_said_and_not_tried_again()
    {
        using IAmazonS3 stranger = server.CreateClient(accessKey: "nobody");

        PayloadStoreException refused = await Assert.ThrowsAsync<PayloadStoreException>(
            async () => await new S3PayloadStore(stranger, S3Server.Bucket).PutAsync("a/b", new byte[] { 1 }, null, Token));

        Assert.Contains("credentials", refused.Message, StringComparison.Ordinal);
        Assert.False(refused.IsTransient);
    }

    [Fact]
    public async Task An_object_that_is_larger_than_any_payload_is_not_read()
    {
        const int Most = 6 * 1024 * 1024;
        PutObjectRequest request = new()
        {
            BucketName = S3Server.Bucket,
            Key = "some/prefix/job/result-2",
            InputStream = new MemoryStream(new byte[Most + 1]),
            UseChunkEncoding = false,
        };
        await _client!.PutObjectAsync(request, Token);
        long before = GC.GetTotalAllocatedBytes();

        PayloadMissingException refused = await Assert.ThrowsAsync<PayloadMissingException>(async () => await Store.GetAsync("job/result-2", Token));

        Assert.Contains($"'some/prefix/job/result-2' in the bucket '{S3Server.Bucket}' is not read: it has {Most + 1} bytes", refused.Message, StringComparison.Ordinal);
        Assert.InRange(GC.GetTotalAllocatedBytes() - before, 0, Most);
    }

    [Fact]
    public async Task A_call_that_is_cancelled_stops()
    {
        using CancellationTokenSource cancelled = new();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await Store.GetAsync("a/b", cancelled.Token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await Store.PutAsync("a/b", new byte[] { 1 }, null, cancelled.Token));
    }
}
