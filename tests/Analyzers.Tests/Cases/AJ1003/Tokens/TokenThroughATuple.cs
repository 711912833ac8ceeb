using Amazon.Lambda.Core;

public class Function(HttpClient http)
{
    public async Task<string> Handler(string url, ILambdaContext context)
    {
        using var cts = {|AJ1003:new CancellationTokenSource(TimeSpan.FromSeconds(5))|};
        var (address, token) = (new Uri(url), cts.Token);
        return await http.GetStringAsync(address, token);
    }
}
