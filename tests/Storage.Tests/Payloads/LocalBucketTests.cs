using System.Net;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using AsyncJobs.Local.Emulators;
using AsyncJobs.Local.Files;
using AsyncJobs.Local.Platform;
using AsyncJobs.S3;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace AsyncJobs.Storage.Tests.Payloads;

/// <summary>The S3 store, unchanged, on the bucket that the local host keeps for the processes of its functions.</summary>
public sealed class LocalBucketTests : FileStoreContract
{
    private readonly FakeTimeProvider _time = new(DateTimeOffset.UtcNow);
    private LoopbackServer? _server;
    private IAmazonS3? _client;

    public override async ValueTask DisposeAsync()
    {
        _client?.Dispose();
        if (_server is not null)
            await _server.DisposeAsync();
        await base.DisposeAsync();
    }

    protected override async ValueTask<IPayloadStore> OpenStoreAsync()
    {
        _server = await LoopbackServer.StartAsync(mostBodyBytes: null, new BucketApi(new LocalFiles(_time), [], _time).HandleAsync);
        _client = new AmazonS3Client(S3ClientFactory.CreateConfig(name => name switch
        {
            "ASYNCJOBS_S3_ENDPOINT" => _server.Address,
            "AWS_ENDPOINT_URL_S3" => "http://127.0.0.1:1",
            "AWS_ACCESS_KEY_ID" or "AWS_SECRET_ACCESS_KEY" => "local",
            _ => null,
        }));
        return new S3PayloadStore(_client, "any-bucket");
    }

    [Fact]
    public async Task What_jobs_do_not_do_with_their_bucket_is_refused_with_what_it_can()
    {
        AmazonS3Exception refused = await Assert.ThrowsAsync<AmazonS3Exception>(() => _client!.GetObjectTaggingAsync(new GetObjectTaggingRequest { BucketName = "any-bucket", Key = "a/b" }, Token));

        Assert.Equal("NotImplemented", refused.ErrorCode);
        Assert.Contains("PutObject", refused.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<AmazonS3Exception>(() => _client!.DeleteBucketAsync("any-bucket", Token));
    }

    [Fact]
    public async Task A_URL_brings_nothing_once_it_has_expired()
    {
        string key = FileKey();
        await Files.PutFileAsync(key, new MemoryStream([1]), "text/plain", "attachment", Token);
        using HttpClient http = new();
        Uri url = await Files.CreateDownloadUrlAsync(key, DateTimeOffset.UtcNow.AddMinutes(15), Token);

        _time.Advance(TimeSpan.FromMinutes(14));
        using HttpResponseMessage inTime = await http.GetAsync(url, Token);
        _time.Advance(TimeSpan.FromMinutes(2));
        using HttpResponseMessage late = await http.GetAsync(url, Token);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Forbidden), (inTime.StatusCode, late.StatusCode));
    }

    [Fact]
    public async Task What_arrives_changed_is_refused()
    {
        PutObjectRequest request = new()
        {
            BucketName = "any-bucket",
            Key = "a/b",
            ContentBody = "content",
            ChecksumSHA256 = Convert.ToBase64String(new byte[32]),
            UseChunkEncoding = false,
        };

        AmazonServiceException refused = await Assert.ThrowsAsync<AmazonS3Exception>(() => _client!.PutObjectAsync(request, Token));

        Assert.Equal("BadDigest", refused.ErrorCode);
    }
}
