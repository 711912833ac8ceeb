using Amazon.Lambda.Core;

public class Function(HttpClient http)
{
    public async Task<string> Handler(string url, ILambdaContext context)
    {
        using var cts = new CancellationTokenSource(Left());
        return await http.GetStringAsync(url, cts.Token);

        TimeSpan Left() => TimeSpan.FromSeconds(Math.Max(0, context.RemainingTime.TotalSeconds - 1));
    }
}
