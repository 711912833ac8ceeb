using Amazon.Lambda.Core;

public class Function(HttpClient http)
{
    public async Task<string> Handler(string url, CancellationToken token, ILambdaContext context)
    {
        using var response = await http.GetAsync(url, token);
        var other = await http.SendAsync(new HttpRequestMessage(HttpMethod.Get, url), HttpCompletionOption.ResponseContentRead, token);
        return await response.Content.ReadAsStringAsync() + await other.Content.ReadAsStringAsync();
    }
}
