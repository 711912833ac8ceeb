using Amazon.Lambda.Core;

public class Function(HttpClient http)
{
    public async Task<string> Handler(string url, ILambdaContext context)
    {
        int seconds = (int)context.RemainingTime.TotalSeconds;
        int whole = seconds <= 1 ? 0 : seconds - 1;
        using var cts = new CancellationTokenSource(whole * 1000);
        return await http.GetStringAsync(url, cts.Token);
    }
}
