using System.Net;
using System.Security.Cryptography;
using System.Text;
using Xunit;
using static AsyncJobs.Client.Tests.Documents;

namespace AsyncJobs.Client.Tests;

/// <summary>Bodies that are not JSON, and files.</summary>
public sealed class FileTests
{
    private const string Content = "the file";

    private readonly ScriptedServer _api = new();
    private readonly ScriptedServer _bucket = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_body_is_sent_as_it_is_each_time()
    {
        AsyncJobClient client = _api.Then(() => Refused(HttpStatusCode.ServiceUnavailable), () => Accepted()).Client();

        Task<AsyncJob<AsyncJobFile>> start = client.StartAsync("files", Encoding.UTF8.GetBytes("a;b"), "text/csv; charset=utf-8", AsyncJobFile.TypeInfo, cancellationToken: Token);
        _api.Advance(2);
        await ScriptedServer.Ended(start);

        Assert.Equal(2, _api.Requests.Count);
        Assert.All(_api.Requests, static request => Assert.Equal(("a;b", "text/csv; charset=utf-8"), (request.Body, request.ContentType)));
    }

    [Fact]
    public async Task A_body_of_no_type_is_not_sent() =>
        await Assert.ThrowsAsync<FormatException>(() => _api.Client().StartAsync("files", default, "nonsense", AsyncJobFile.TypeInfo, cancellationToken: Token));

    [Fact]
    public async Task A_file_is_downloaded_without_what_goes_to_the_API()
    {
        AsyncJob<AsyncJobFile> job = await DoneAsync();
        _bucket.Then(() => File());
        using MemoryStream saved = new();

        AsyncJobFile file = await job.DownloadAsync(saved, Token);

        Assert.Equal(Content, Encoding.UTF8.GetString(saved.ToArray()));
        Assert.Equal(("text/plain", "a.txt", "https://bucket.example/key?signature=1"), (file.ContentType, file.FileName, _bucket.Last.Url));
        Assert.Null(_bucket.Last.Header("Authorization"));
        Assert.Equal("Bearer secret", _api.Last.Header("Authorization"));
        Assert.Single(_api.Requests);
    }

    [Fact]
    public async Task Another_URL_is_asked_for_when_the_one_at_hand_has_expired()
    {
        AsyncJob<AsyncJobFile> job = await DoneAsync();
        _api.Advance(15 * 60, step: 60);
        _api.Then(() => Done("https://bucket.example/key?signature=2", minutes: 30));
        _bucket.Then(() => File());

        await using Stream opened = await job.OpenAsync(Token);

        Assert.Equal(Content, await new StreamReader(opened).ReadToEndAsync(Token));
        Assert.Equal("https://bucket.example/key?signature=2", Assert.Single(_bucket.Requests).Url);
    }

    [Fact]
    public async Task Another_URL_is_asked_for_once_when_the_one_at_hand_is_refused()
    {
        AsyncJob<AsyncJobFile> job = await DoneAsync();
        _api.Then(() => Done("https://bucket.example/key?signature=2"));
        _bucket.Then(() => new HttpResponseMessage(HttpStatusCode.Forbidden), () => new HttpResponseMessage(HttpStatusCode.Forbidden));

        AsyncJobRequestException refused = await Assert.ThrowsAsync<AsyncJobRequestException>(() => job.OpenAsync(Token));

        Assert.Equal((HttpStatusCode.Forbidden, job.Url), (refused.StatusCode, refused.Url));
        Assert.Equal(["https://bucket.example/key?signature=1", "https://bucket.example/key?signature=2"], _bucket.Requests.Select(static request => request.Url));
        Assert.DoesNotContain("signature", refused.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_can_pass_is_tried_again_until_the_time_is_over()
    {
        AsyncJob<AsyncJobFile> job = await DoneAsync();
        _bucket.Then(() => new HttpResponseMessage(HttpStatusCode.ServiceUnavailable), () => throw new HttpRequestException("lost"), () => File());

        Task<Stream> open = job.OpenAsync(Token);
        _api.Advance(5);
        await (await ScriptedServer.Ended(open)).DisposeAsync();
        _bucket.Answer = static _ => new HttpResponseMessage(HttpStatusCode.ServiceUnavailable);
        Task<Stream> late = job.OpenAsync(Token);
        _api.Advance(120, step: 0.5);

        AsyncJobTimeoutException timeout = await Assert.ThrowsAsync<AsyncJobTimeoutException>(() => ScriptedServer.Ended(late));
        Assert.IsType<AsyncJobRequestException>(timeout.InnerException);
    }

    [Theory]
    [InlineData("the fil")]
    [InlineData("the pile")]
    public async Task A_file_that_is_another_one_is_not_taken_for_it(string content)
    {
        AsyncJob<AsyncJobFile> job = await DoneAsync();
        _bucket.Then(() => File(content));

        await Assert.ThrowsAsync<AsyncJobProtocolException>(() => job.DownloadAsync(Stream.Null, Token));
    }

    [Theory]
    [InlineData("PENDING", "null", typeof(InvalidOperationException))]
    [InlineData("FAILED", "null", typeof(AsyncJobFailedException))]
    [InlineData("SUCCEEDED", "null", typeof(InvalidOperationException))]
    [InlineData("SUCCEEDED", """{"contentType":"a/b","length":1,"sha256":"","url":"file:///etc/passwd","urlExpiresAt":"2030-01-01T00:00:00Z"}""", typeof(AsyncJobProtocolException))]
    [InlineData("SUCCEEDED", """{"contentType":"a/b","length":1,"sha256":""}""", typeof(AsyncJobProtocolException))]
    public async Task A_job_without_a_file_gives_none(string status, string result, Type expected)
    {
        AsyncJob<AsyncJobFile> job = Client().Resume(new Uri("https://api.example/prod/jobs/job1"), AsyncJobFile.TypeInfo);
        _api.Then(() => Reply(HttpStatusCode.OK, Status(status, result)));

        await Assert.ThrowsAsync(expected, () => job.OpenAsync(Token));
        Assert.Empty(_bucket.Requests);
    }

    private static HttpResponseMessage File(string content = Content) => new(HttpStatusCode.OK) { Content = new StringContent(content) };

    private static HttpResponseMessage Done(string url = "https://bucket.example/key?signature=1", int minutes = 15)
    {
        string sha256 = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(Content))).ToLowerInvariant();
        string file = $$"""{"contentType":"text/plain","length":{{Content.Length}},"fileName":"a.txt","sha256":"{{sha256}}","url":"{{url}}","urlExpiresAt":"2026-01-01T00:{{minutes}}:00Z"}""";
        return Reply(HttpStatusCode.OK, Status("SUCCEEDED", file));
    }

    private AsyncJobClient Client() => _api.Client(
        new AsyncJobClientOptions { TimeProvider = _api.Time, NextRandom = static () => 0.5, Downloads = new HttpClient(_bucket, disposeHandler: false) },
        static http => http.DefaultRequestHeaders.Add("Authorization", "Bearer secret"));

    private async Task<AsyncJob<AsyncJobFile>> DoneAsync()
    {
        AsyncJob<AsyncJobFile> job = Client().Resume(new Uri("https://api.example/prod/jobs/job1"), AsyncJobFile.TypeInfo);
        _api.Then(() => Done());
        await job.GetAsync(Token);
        return job;
    }
}
