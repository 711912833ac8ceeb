using AsyncJobs.CodeFixes.Tests.Harness;

namespace AsyncJobs.CodeFixes.Tests;

/// <summary>The ways a call can be written, and how the token is written into it.</summary>
public sealed class PassTokenFormTests
{
    [Theory]
    [InlineData("await http.{|AJ1002:GetAsync|}(url);", "await http.GetAsync(url, job.CancellationToken);")]
    [InlineData("await http.{|AJ1002:GetStringAsync|}(url);", "await http.GetStringAsync(url, job.CancellationToken);")]
    [InlineData("await http.{|AJ1002:GetByteArrayAsync|}(url);", "await http.GetByteArrayAsync(url, job.CancellationToken);")]
    [InlineData("await http.{|AJ1002:GetStreamAsync|}(url);", "await http.GetStreamAsync(url, job.CancellationToken);")]
    [InlineData("await http.{|AJ1002:PostAsync|}(url, null);", "await http.PostAsync(url, null, job.CancellationToken);")]
    [InlineData("await http.{|AJ1002:PutAsync|}(url, null);", "await http.PutAsync(url, null, job.CancellationToken);")]
    [InlineData("await http.{|AJ1002:PatchAsync|}(url, null);", "await http.PatchAsync(url, null, job.CancellationToken);")]
    [InlineData("await http.{|AJ1002:DeleteAsync|}(url);", "await http.DeleteAsync(url, job.CancellationToken);")]
    [InlineData("await http.{|AJ1002:SendAsync|}(new(HttpMethod.Get, url));", "await http.SendAsync(new(HttpMethod.Get, url), job.CancellationToken);")]
    [InlineData("http.{|AJ1002:Send|}(new(HttpMethod.Get, url));", "http.Send(new(HttpMethod.Get, url), job.CancellationToken);")]
    [InlineData(
        "await http.{|AJ1002:GetAsync|}(url, HttpCompletionOption.ResponseContentRead);",
        "await http.GetAsync(url, HttpCompletionOption.ResponseContentRead, job.CancellationToken);")]
    [InlineData("await http.{|AJ1002:GetFromJsonAsync|}<Quote>(url);", "await http.GetFromJsonAsync<Quote>(url, job.CancellationToken);")]
    [InlineData(
        "await http.{|AJ1002:GetFromJsonAsync|}<Quote>(url, JsonSerializerOptions.Web);",
        "await http.GetFromJsonAsync<Quote>(url, JsonSerializerOptions.Web, job.CancellationToken);")]
    [InlineData(
        "await http.{|AJ1002:PostAsJsonAsync|}(url, new Quote(1));",
        "await http.PostAsJsonAsync(url, new Quote(1), cancellationToken: job.CancellationToken);")]
    [InlineData(
        "await HttpClientJsonExtensions.{|AJ1002:GetFromJsonAsync|}<Quote>(http, url);",
        "await HttpClientJsonExtensions.GetFromJsonAsync<Quote>(http, url, job.CancellationToken);")]
    [InlineData("await http.{|AJ1002:GetAsync|}(url, CancellationToken.None);", "await http.GetAsync(url, job.CancellationToken);")]
    [InlineData("await http.{|AJ1002:GetStringAsync|}(url, default);", "await http.GetStringAsync(url, job.CancellationToken);")]
    [InlineData("await http.{|AJ1002:GetAsync|}(url, default(CancellationToken));", "await http.GetAsync(url, job.CancellationToken);")]
    [InlineData("await http.{|AJ1002:GetAsync|}(url, new CancellationToken());", "await http.GetAsync(url, job.CancellationToken);")]
    [InlineData(
        "await http.{|AJ1002:GetAsync|}(cancellationToken: CancellationToken.None, requestUri: url);",
        "await http.GetAsync(cancellationToken: job.CancellationToken, requestUri: url);")]
    [InlineData("await http.{|AJ1002:GetAsync|}(requestUri: url);", "await http.GetAsync(requestUri: url, cancellationToken: job.CancellationToken);")]
    [InlineData("await http.{|AJ1002:GetStringAsync|}(url).ConfigureAwait(false);", "await http.GetStringAsync(url, job.CancellationToken).ConfigureAwait(false);")]
    [InlineData("_ = http.{|AJ1002:GetStringAsync|}(url).Result;", "_ = http.GetStringAsync(url, job.CancellationToken).Result;")]
    [InlineData("_ = http?.{|AJ1002:GetStringAsync|}(url);", "_ = http?.GetStringAsync(url, job.CancellationToken);")]
    [InlineData("_ = http!.{|AJ1002:GetStringAsync|}(url);", "_ = http!.GetStringAsync(url, job.CancellationToken);")]
    [InlineData(
        "await http.{|AJ1002:GetStringAsync|}( /* where */ url /* from */ ); // here",
        "await http.GetStringAsync( /* where */ url, job.CancellationToken /* from */ ); // here")]
    [InlineData(
        "await http.{|AJ1002:PostAsync|}(\n            url,\n            new StringContent(url));",
        "await http.PostAsync(\n            url,\n            new StringContent(url),\n            job.CancellationToken);")]
    [InlineData("await http.{|AJ1002:PostAsync|}(url,\n            null);", "await http.PostAsync(url,\n            null,\n            job.CancellationToken);")]
    [InlineData("await {|AJ1002:LoadAsync|}(url);", "await LoadAsync(url, cancellationToken: job.CancellationToken);")]
    [InlineData("await this.{|AJ1002:LoadAsync|}(url, 2, CancellationToken.None);", "await this.LoadAsync(url, 2, job.CancellationToken);")]
    public Task A_call(string before, string after) => new Code(Around(before)).Becomes("Pass 'job.CancellationToken'", Around(after));

    [Fact]
    public Task A_method_that_is_handed_over_becomes_a_lambda() => new Code(Around("await Task.WhenAll(new[] { url }.Select(http.{|AJ1002:GetStringAsync|}));")).Becomes(
        "Pass 'job.CancellationToken'",
        Around("await Task.WhenAll(new[] { url }.Select(requestUri => http.GetStringAsync(requestUri, job.CancellationToken)));"));

    [Fact]
    public Task A_method_that_a_delegate_variable_holds_becomes_a_lambda() => new Code(Around("Func<string, HttpContent, Task<HttpResponseMessage>> post = http.{|AJ1002:PostAsync|};")).Becomes(
        "Pass 'job.CancellationToken'",
        Around("Func<string, HttpContent, Task<HttpResponseMessage>> post = (requestUri, content) => http.PostAsync(requestUri, content, job.CancellationToken);"));

    [Fact]
    public Task A_read_of_a_body_is_given_the_token() => new Code(Around(
        """
        using HttpResponseMessage answer = await http.GetAsync(url, HttpCompletionOption.ResponseHeadersRead, job.CancellationToken);
                await answer.Content.{|AJ1009:ReadAsStringAsync|}();
        """)).Becomes(
        "Pass 'job.CancellationToken'",
        Around(
        """
        using HttpResponseMessage answer = await http.GetAsync(url, HttpCompletionOption.ResponseHeadersRead, job.CancellationToken);
                await answer.Content.ReadAsStringAsync(job.CancellationToken);
        """));

    [Fact]
    public Task A_read_of_a_stream_is_given_the_token_by_name() => new Code(Around(
        """
        using Stream stream = await http.GetStreamAsync(url, job.CancellationToken);
                await JsonSerializer.{|AJ1009:DeserializeAsync|}<Quote>(stream);
        """)).Becomes(
        "Pass 'job.CancellationToken'",
        Around(
        """
        using Stream stream = await http.GetStreamAsync(url, job.CancellationToken);
                await JsonSerializer.DeserializeAsync<Quote>(stream, cancellationToken: job.CancellationToken);
        """));

    [Fact]
    public Task A_read_that_blocks_takes_no_token() => new Code(Around(
        """
        using StreamReader reader = new(await http.GetStreamAsync(url, job.CancellationToken));
                reader.{|AJ1009:ReadToEnd|}();
        """)).Offers();

    private static string Around(string statement) =>
        $$"""
        using System.Net.Http.Json;
        using System.Text.Json;
        using AsyncJobs;

        public sealed record Quote(decimal Price);

        public sealed class Shop(HttpClient http)
        {
            [AsyncJob("POST /quotes", TimeoutSeconds = 60)]
            public async Task<string> Run(string url, JobContext job)
            {
                {{statement}}
                await Task.Yield();
                return url;
            }

            private Task LoadAsync(string url, int times = 1, CancellationToken cancellationToken = default) =>
                Task.WhenAll(Enumerable.Range(0, times).Select(_ => http.GetAsync(url, cancellationToken)));
        }
        """;
}
