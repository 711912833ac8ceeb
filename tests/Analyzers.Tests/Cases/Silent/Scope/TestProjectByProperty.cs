// property: IsTestProject = true
using Amazon.Lambda.Core;

public class SmokeChecks
{
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(10) };

    public async Task<bool> Answers(string url) => (await _http.GetAsync(url)).IsSuccessStatusCode;
}
