using Amazon.Lambda.Core;

public class Function(HttpClient http)
{
    public async Task<string> Handler(string url, ILambdaContext context)
    {
        using var derived = new CancellationTokenSource(context.RemainingTime * 0.9);
        using var brief = {|AJ1003:new CancellationTokenSource(1500)|};
        string a = await http.GetStringAsync(url, derived.Token);
        string b = await http.GetStringAsync(url, brief.Token);
        return a + b;
    }
}
