using Amazon.Lambda.Core;

public class Function(HttpClient http)
{
    public async Task<string> Handler(string url, bool retry, ILambdaContext context)
    {
        using var cts = {|AJ1003:new CancellationTokenSource(retry ? 2000 : 8000)|};
        return await http.GetStringAsync(url, cts.Token);
    }
}
