// editorconfig: asyncjobs_scope = reachable
using Amazon.Lambda.Core;

public class Function
{
    public Task<string> Handler(string name, ILambdaContext context) => Task.FromResult(name);
}

public class AdminTool
{
    private readonly HttpClient _http = new();

    public async Task<string> Download(string url)
    {
        using var cts = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        await _http.GetAsync(url);
        return await _http.GetStringAsync(url, cts.Token);
    }
}
