using Amazon.Lambda.Core;

public sealed record CallSettings(string Url, TimeSpan Timeout);

public class Function(HttpClient http)
{
    public Task<string> Handler(string url, ILambdaContext context) => Call(new CallSettings(url, context.RemainingTime * 0.85));

    private async Task<string> Call(CallSettings settings)
    {
        using var cts = new CancellationTokenSource(settings.Timeout);
        return await http.GetStringAsync(settings.Url, cts.Token);
    }
}
