using Amazon.Lambda.Core;

public class Function(HttpClient http)
{
    private static bool TryGetTimeLeft(ILambdaContext context, out TimeSpan left)
    {
        left = context.RemainingTime - TimeSpan.FromMilliseconds(750);
        return left > TimeSpan.Zero;
    }

    public async Task<string?> Handler(string url, ILambdaContext context)
    {
        if (!TryGetTimeLeft(context, out var left))
            return null;
        using var cts = new CancellationTokenSource(left);
        return await http.GetStringAsync(url, cts.Token);
    }
}
