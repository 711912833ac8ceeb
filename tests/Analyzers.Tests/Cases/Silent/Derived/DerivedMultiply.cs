using Amazon.Lambda.Core;

public class Function(HttpClient http)
{
    private const double Share = 0.8;

    public async Task<string> Handler(string url, ILambdaContext context)
    {
        using var cts = new CancellationTokenSource(context.RemainingTime.Multiply(Share));
        return await http.GetStringAsync(url, cts.Token);
    }
}
