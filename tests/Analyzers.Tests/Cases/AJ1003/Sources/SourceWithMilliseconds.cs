using Amazon.Lambda.Core;

public class Function(HttpClient http)
{
    private const int TimeoutMs = 3000;

    public async Task<string> Handler(string url, ILambdaContext context)
    {
        using CancellationTokenSource source = {|AJ1003:new(TimeoutMs)|};
        var response = await http.SendAsync(new HttpRequestMessage(HttpMethod.Get, url), source.Token);
        return await response.Content.ReadAsStringAsync(source.Token);
    }
}
