using Amazon.S3;
using AsyncJobs.Hosting;
using AsyncJobs.Local.Platform;
using AsyncJobs.Logging;
using AsyncJobs.S3;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AsyncJobs.Storage.Tests.Payloads;

/// <summary>A bucket that fails, over a socket.</summary>
public sealed class S3FaultTests
{
    private readonly Queue<(int Status, string Code)> _answers = new();
    private int _requests;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void The_bucket_is_that_of_the_applications_own_environment()
    {
        Dictionary<string, string> environment = new() { ["ASYNCJOBS_BUCKET"] = "own-bucket", ["AWS_REGION"] = "eu-north-1" };
        using ServiceProvider own = Services(environment.GetValueOrDefault);
        using ServiceProvider none = Services(static _ => null);

        Assert.IsType<S3PayloadStore>(own.GetRequiredService<IPayloadStore>());
        Assert.Contains("ASYNCJOBS_BUCKET", Assert.Throws<InvalidOperationException>(none.GetRequiredService<IPayloadStore>).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Throttles_and_failures_are_tried_again_by_the_SDK()
    {
        _answers.Enqueue((503, "SlowDown"));
        _answers.Enqueue((500, "InternalError"));

        await OnBucketAsync(store => store.PutAsync("a/b", new byte[] { 1 }, null, Token).AsTask());

        Assert.Equal(3, _requests);
    }

    [Fact]
    public async Task What_goes_on_failing_is_transient()
    {
        for (int i = 0; i < 10; i++)
            _answers.Enqueue((503, "SlowDown"));

        PayloadStoreException failed = await Assert.ThrowsAsync<PayloadStoreException>(
            () => OnBucketAsync(store => store.PutAsync("a/b", new byte[] { 1 }, null, Token).AsTask()));

        Assert.True(failed.IsTransient, failed.Message);
        Assert.Contains("SlowDown", failed.Message, StringComparison.Ordinal);
        Assert.Equal(4, _requests);
    }

    [Fact]
    public async Task A_missing_permission_is_named_and_asked_for_once()
    {
        _answers.Enqueue((403, "AccessDenied"));
        _answers.Enqueue((403, "AccessDenied"));

        PayloadStoreException put = await Assert.ThrowsAsync<PayloadStoreException>(
            () => OnBucketAsync(store => store.PutAsync("a/b", new byte[] { 1 }, null, Token).AsTask()));
        PayloadStoreException get = await Assert.ThrowsAsync<PayloadStoreException>(
            () => OnBucketAsync(store => store.GetAsync("a/b", Token).AsTask()));

        Assert.Contains("s3:PutObject on 'bucket/p/*'", put.Message, StringComparison.Ordinal);
        Assert.Contains("s3:GetObject on 'bucket/p/*'", get.Message, StringComparison.Ordinal);
        Assert.Contains("s3:ListBucket", get.Message, StringComparison.Ordinal);
        Assert.False(put.IsTransient || get.IsTransient);
        Assert.Equal(2, _requests);
    }

    [Fact]
    public async Task A_permission_to_remove_that_is_missing_is_named()
    {
        _answers.Enqueue((403, "AccessDenied"));
        PayloadStoreException list = await Assert.ThrowsAsync<PayloadStoreException>(
            () => OnBucketAsync(store => store.RemoveAllAsync("a", Token).AsTask()));
        _answers.Enqueue((200, "<ListBucketResult><IsTruncated>false</IsTruncated><Contents><Key>p/a/input-1</Key></Contents></ListBucketResult>"));
        _answers.Enqueue((403, "AccessDenied"));
        PayloadStoreException remove = await Assert.ThrowsAsync<PayloadStoreException>(
            () => OnBucketAsync(store => store.RemoveAllAsync("a", Token).AsTask()));

        Assert.Contains("s3:ListBucket", list.Message, StringComparison.Ordinal);
        Assert.Contains("s3:DeleteObject on 'bucket/p/*'", remove.Message, StringComparison.Ordinal);
        Assert.False(list.IsTransient || remove.IsTransient);
    }

    [Fact]
    public async Task What_does_not_fit_one_page_is_removed_page_by_page()
    {
        _answers.Enqueue((200, "<ListBucketResult><IsTruncated>true</IsTruncated><Contents><Key>p/a/input-1</Key></Contents></ListBucketResult>"));
        _answers.Enqueue((200, ""));
        _answers.Enqueue((200, "<ListBucketResult><IsTruncated>false</IsTruncated><Contents><Key>p/a/input-2</Key></Contents></ListBucketResult>"));
        _answers.Enqueue((200, ""));

        await OnBucketAsync(store => store.RemoveAllAsync("a", Token).AsTask());

        Assert.Equal(4, _requests);
    }

    [Fact]
    public async Task A_bucket_out_of_reach_is_transient()
    {
        using IAmazonS3 client = Client("http://127.0.0.1:1");

        PayloadStoreException failed = await Assert.ThrowsAsync<PayloadStoreException>(
            async () => await new S3PayloadStore(client, "bucket").GetAsync("a/b", Token));

        Assert.True(failed.IsTransient);
        Assert.Contains("could not be reached", failed.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("my-bucket", "my-bucket", "")]
    [InlineData(" my-bucket/ ", "my-bucket", "")]
    [InlineData("my-bucket/jobs", "my-bucket", "jobs/")]
    [InlineData("my-bucket/a/b/", "my-bucket", "a/b/")]
    public void The_variable_names_bucket_and_prefix(string variable, string bucket, string prefix) =>
        Assert.Equal((bucket, prefix), PayloadServices.Parse(variable));

    [Theory]
    [InlineData(null)]
    [InlineData("  ")]
    [InlineData("/jobs")]
    public void A_missing_bucket_is_said(string? variable) =>
        Assert.Contains("ASYNCJOBS_BUCKET", Assert.Throws<InvalidOperationException>(() => PayloadServices.Parse(variable)).Message, StringComparison.Ordinal);

    [Fact]
    public void On_AWS_the_bucket_is_in_the_host_name_and_nothing_is_looked_for()
    {
        AmazonS3Config config = S3ClientFactory.CreateConfig(name => name switch
        {
            "AWS_REGION" => "eu-central-1",
            "AWS_ACCESS_KEY_ID" or "AWS_SECRET_ACCESS_KEY" or "AWS_SESSION_TOKEN" => "x",
            _ => null,
        });

        Assert.Equal(("eu-central-1", false, 3), (config.RegionEndpoint.SystemName, config.ForcePathStyle, config.MaxErrorRetry));
    }

    private static ServiceProvider Services(Func<string, string?> environment) =>
        (ServiceProvider)new JobServices(static services => services.AddS3Payloads(), static () => JobLog.None, environment: environment).Provider!;

    private static AmazonS3Client Client(string endpoint) => new(S3ClientFactory.CreateConfig(name => name switch
    {
        "AWS_ENDPOINT_URL_S3" => endpoint,
        "AWS_ACCESS_KEY_ID" or "AWS_SECRET_ACCESS_KEY" => "local",
        _ => null,
    }));

    private async Task OnBucketAsync(Func<S3PayloadStore, Task> act)
    {
        await using LoopbackServer server = await LoopbackServer.StartAsync(mostBodyBytes: null, AnswerAsync);
        using AmazonS3Client client = Client(server.Address);
        await act(new S3PayloadStore(client, "bucket", "p/"));
    }

    private async Task AnswerAsync(HttpContext context)
    {
        await context.Request.Body.CopyToAsync(Stream.Null);
        Interlocked.Increment(ref _requests);
        (int status, string code) = _answers.TryDequeue(out (int, string) answer) ? answer : (200, "");
        context.Response.StatusCode = status;
        if (status == 200)
            await context.Response.WriteAsync(code);
        else
            await context.Response.WriteAsync($"<?xml version=\"1.0\" encoding=\"UTF-8\"?><Error><Code>{code}</Code><Message>no</Message></Error>");
    }
}
