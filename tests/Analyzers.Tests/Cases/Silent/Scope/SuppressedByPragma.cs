using Amazon.Lambda.Core;

public class Function(HttpClient http)
{
    public async Task<string> Handler(string url, ILambdaContext context)
    {
#pragma warning disable AJ1003 // the partner's contract says 5 s
        using var cts = new CancellationTokenSource(TimeSpan.FromSeconds(5));
#pragma warning restore AJ1003
        return await http.GetStringAsync(url, cts.Token);
    }
}
