using Amazon.Lambda.Core;

public class Function(HttpClient http)
{
    public async Task<string> Handler(string url, ILambdaContext context)
    {
        using var cts = new CancellationTokenSource({|AJ1010:context.RemainingTime - TimeSpan.FromSeconds(1)|});
        return await http.GetStringAsync(url, cts.Token);
    }
}
