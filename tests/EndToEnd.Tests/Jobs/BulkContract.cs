using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using AsyncJobs.Client;
using AsyncJobs.EndToEnd.Tests.Hosting;
using AsyncJobs.Tests;
using Xunit;

namespace AsyncJobs.EndToEnd.Tests.Jobs;

/// <summary>Inputs of more than an event takes and results of more than an item takes, wherever the functions run.</summary>
public abstract class BulkContract : IAsyncLifetime
{
    private const string Page = "http://localhost:5173";

    // Whoever follows a URL of a file has nothing but the URL.
    private static readonly HttpClient s_stranger = new();

    private HostProcess? _host;
    private JobClient? _client;

    /// <summary>The local host's command line.</summary>
    protected abstract string[] Options { get; }

    public async ValueTask InitializeAsync()
    {
        _host = await HostProcess.StartListeningAsync(
            HostProcess.DotNet, [RepositoryFiles.TroubleProgram, "--with-payloads", "--retry-delay", "0.05", "--cors-origin", Page, .. Options]);
        _client = new JobClient(_host.Address);
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        _client?.Dispose();
        if (_host is not null)
            await _host.DisposeAsync();
    }

    [Theory]
    [InlineData(3_000_000, 2_000_000, false)]
    [InlineData(1_500_000, 2_000_000, true)]
    public async Task A_large_input_reaches_the_method_and_a_large_result_its_caller(int input, int result, bool continues)
    {
        string text = RandomNumberGenerator.GetHexString(input);

        JsonElement job = await _client!.RunAsync($"/bulk?length={result}&continues={continues}", JsonSerializer.Serialize(new { text }));

        Assert.Equal("SUCCEEDED", job.GetProperty("status").GetString());
        string returned = job.GetProperty("result").GetString()!;
        Assert.Equal(result + 64, returned.Length);
        Assert.EndsWith(Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text))), returned, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(4_000_000, "image/png", "Bild ä.png")]
    [InlineData(1000, "text/plain; charset=utf-8", "a.txt")]
    public async Task A_file_goes_in_as_it_is_and_comes_out_as_it_was(int length, string type, string name)
    {
        byte[] content = type.StartsWith("text", StringComparison.Ordinal) ? Encoding.UTF8.GetBytes(new string('é', length)) : RandomNumberGenerator.GetBytes(length);

        JsonElement job = await _client!.WaitForEndAsync(await StartAsync("/files/" + Uri.EscapeDataString(name), content, type));

        Assert.True(job.GetProperty("status").GetString() == "SUCCEEDED", job.ToString());
        JsonElement file = job.GetProperty("result");
        Assert.Equal((type, content.Length, name), (file.GetProperty("contentType").GetString(), file.GetProperty("length").GetInt32(), file.GetProperty("fileName").GetString()));
        Assert.Equal(Convert.ToHexString(SHA256.HashData(content)).ToLowerInvariant(), file.GetProperty("sha256").GetString());

        // As a browser asks for what a link of a page leads to.
        using HttpRequestMessage link = new(HttpMethod.Get, file.GetProperty("url").GetString())
        {
            Headers = { { "Sec-Fetch-Site", "cross-site" }, { "Sec-Fetch-Mode", "navigate" }, { "Sec-Fetch-Dest", "document" } },
        };
        using HttpResponseMessage response = await s_stranger.SendAsync(link, Cancelled);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(content, await response.Content.ReadAsByteArrayAsync(Cancelled));
        Assert.Equal(type, response.Content.Headers.ContentType!.ToString());
        Assert.Equal(("attachment", name), (response.Content.Headers.ContentDisposition!.DispositionType, response.Content.Headers.ContentDisposition.FileNameStar ?? response.Content.Headers.ContentDisposition.FileName!.Trim('"')));
    }

    [Fact]
    public async Task A_script_of_a_page_that_may_call_reads_a_part_of_a_file()
    {
        byte[] content = RandomNumberGenerator.GetBytes(1000);
        JsonElement job = await _client!.WaitForEndAsync(await StartAsync("/files/a.bin", content, "image/png"));
        JsonElement file = job.GetProperty("result");
        string url = file.GetProperty("url").GetString()!;
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$", file.GetProperty("urlExpiresAt").GetString());

        using HttpRequestMessage part = new(HttpMethod.Get, url) { Headers = { { "Origin", Page }, { "Sec-Fetch-Site", "cross-site" } } };
        part.Headers.Range = new RangeHeaderValue(10, 19);
        using HttpResponseMessage response = await s_stranger.SendAsync(part, Cancelled);

        Assert.Equal((HttpStatusCode.PartialContent, "bytes 10-19/1000"), (response.StatusCode, response.Content.Headers.ContentRange?.ToString()));
        Assert.Equal(content[10..20], await response.Content.ReadAsByteArrayAsync(Cancelled));
        Assert.Equal([Page], response.Headers.GetValues("Access-Control-Allow-Origin"));

        using HttpRequestMessage question = new(HttpMethod.Options, url) { Headers = { { "Origin", Page }, { "Access-Control-Request-Method", "GET" } } };
        using HttpResponseMessage answer = await s_stranger.SendAsync(question, Cancelled);
        Assert.Equal((HttpStatusCode.NoContent, Page), (answer.StatusCode, answer.Headers.GetValues("Access-Control-Allow-Origin").Single()));

        using HttpRequestMessage other = new(HttpMethod.Get, url) { Headers = { { "Origin", "https://evil.example" } } };
        using HttpResponseMessage refused = await s_stranger.SendAsync(other, Cancelled);
        Assert.False(refused.Headers.Contains("Access-Control-Allow-Origin"));
    }

    [Fact]
    public async Task A_file_of_several_parts_is_downloaded_by_the_client_and_nobody_guesses_its_URL()
    {
        const int length = 12_000_000;
        AsyncJobClient client = new(_client!.Http);
        AsyncJob<AsyncJobFile> job = await client.StartAsync<AsyncJobFile>($"/noise?length={length}&seed=7", cancellationToken: Cancelled);
        AsyncJobFile file = await job.WaitAsync(TimeSpan.FromMinutes(1), cancellationToken: Cancelled);

        using MemoryStream saved = new();
        AsyncJobFile downloaded = await job.DownloadAsync(saved, cancellationToken: Cancelled);

        Random noise = new(7);
        byte[] expected = [.. Enumerable.Range(0, length).Select(_ => (byte)noise.Next(256))];
        Assert.True(saved.ToArray().AsSpan().SequenceEqual(expected));
        Assert.Equal((length, file.Sha256), (downloaded.Length, downloaded.Sha256));
        char last = file.Url.AbsolutePath[^1];
        UriBuilder other = new(file.Url) { Path = file.Url.AbsolutePath[..^1] + (last == '0' ? '1' : '0') };
        using HttpResponseMessage guessed = await s_stranger.GetAsync(other.Uri, Cancelled);
        Assert.True(guessed.StatusCode is HttpStatusCode.Forbidden or HttpStatusCode.NotFound, $"{guessed.StatusCode}");
    }

    [Theory]
    [InlineData("text/csv", "a;\"b\"\n", "a;\"b\"\n")]
    [InlineData("application/json", "\"a\\nb\"", "a\nb")]
    [InlineData("application/x-www-form-urlencoded", "a=b+c", "a=b+c")]
    public async Task A_text_is_what_was_sent_unless_it_says_that_it_is_JSON(string type, string body, string expected)
    {
        JsonElement job = await _client!.WaitForEndAsync(await StartAsync("/texts", Encoding.UTF8.GetBytes(body), type));

        Assert.Equal(expected, job.GetProperty("result").GetString());
    }

    [Fact]
    public async Task A_large_body_that_is_not_JSON_goes_through_the_bucket()
    {
        byte[] content = RandomNumberGenerator.GetBytes(4_500_000);

        JsonElement job = await _client!.WaitForEndAsync(await StartAsync("/digests", content, "application/zip"));

        Assert.Equal(Convert.ToHexString(SHA256.HashData(content)), job.GetProperty("result").GetString());
    }

    [Fact]
    public async Task A_form_is_the_body()
    {
        using FormUrlEncodedContent form = new([new("name", "Jörg & Söhne"), new("count", "3"), new("day", "friday"), new("tags", "a"), new("tags", "b c")]);

        JsonElement job = await _client!.WaitForEndAsync(await StartAsync("/orders", await form.ReadAsByteArrayAsync(Cancelled), form.Headers.ContentType!.ToString()));

        Assert.Equal("""{"name":"J\u00F6rg \u0026 S\u00F6hne","count":3,"day":5,"tags":["a","b c"]}""", job.GetProperty("result").GetRawText());
    }

    [Fact]
    public async Task A_form_with_a_bad_field_is_a_400_that_names_it()
    {
        using FormUrlEncodedContent form = new([new("name", "a"), new("count", "many")]);
        using HttpResponseMessage response = await _client!.Http.PostAsync("/orders", form, Cancelled);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("$.count", (await JobClient.ReadAsync(response)).GetProperty("errors")[0].GetProperty("name").GetString());
    }

    [Fact]
    public async Task A_finished_job_is_removed_with_what_is_kept_of_it()
    {
        string url = await _client!.StartAsync("/bulk?length=2000000&continues=false", JsonSerializer.Serialize(new { text = RandomNumberGenerator.GetHexString(1_500_000) }));
        await _client.WaitForEndAsync(url);

        using HttpResponseMessage purged = await _client.SendAsync("DELETE", url + "?purge");
        using HttpResponseMessage read = await _client.SendAsync("GET", url);
        using HttpResponseMessage again = await _client.SendAsync("DELETE", url + "?purge=true");

        Assert.Equal((HttpStatusCode.NoContent, ""), (purged.StatusCode, await purged.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)));
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (read.StatusCode, again.StatusCode));
    }

    [Fact]
    public async Task A_request_that_Lambda_does_not_take_is_a_413_all_the_same()
    {
        using HttpResponseMessage response = await _client!.PostAsync("/bulk?length=1&continues=false", JsonSerializer.Serialize(new { text = new string('x', 7_000_000) }));

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
    }

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private async Task<string> StartAsync(string path, byte[] body, string contentType)
    {
        using ByteArrayContent content = new(body);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        using HttpResponseMessage response = await _client!.Http.PostAsync(path, content, Cancelled);
        Assert.True(response.StatusCode is HttpStatusCode.Accepted, await response.Content.ReadAsStringAsync(Cancelled));
        return response.Headers.Location!.OriginalString;
    }
}
