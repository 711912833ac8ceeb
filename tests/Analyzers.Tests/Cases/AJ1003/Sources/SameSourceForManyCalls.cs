using Amazon.Lambda.Core;

public class Function
{
    private readonly HttpClient _http = new();

    public async Task<string[]> Handler(string[] urls, ILambdaContext context)
    {
        using var cts = {|AJ1003:new CancellationTokenSource(TimeSpan.FromSeconds(25))|};
        return await Task.WhenAll(urls.Select(u => _http.GetStringAsync(u, cts.Token)));
    }
}
