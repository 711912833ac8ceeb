using Amazon.Lambda.Core;

public class Function(HttpClient http)
{
    public async Task<string> Handler(string url, ILambdaContext context)
    {
        using var cts = new CancellationTokenSource({|AJ1010:TimeSpan.FromMilliseconds(context.RemainingTime.TotalMilliseconds - 200)|});
        return await http.GetStringAsync(url, cts.Token);
    }
}
