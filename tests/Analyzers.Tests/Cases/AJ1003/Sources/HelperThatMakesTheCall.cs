using Amazon.Lambda.Core;

public class Function
{
    private static readonly HttpClient s_http = new();

    public async Task<string> Handler(string url, ILambdaContext context)
    {
        using var cts = {|AJ1003:new CancellationTokenSource(TimeSpan.FromSeconds(20))|};
        return await LoadAsync(url, cts.Token);
    }

    private static async Task<string> LoadAsync(string url, CancellationToken token)
    {
        using var response = await s_http.GetAsync(url, token);
        return await response.Content.ReadAsStringAsync(token);
    }
}
