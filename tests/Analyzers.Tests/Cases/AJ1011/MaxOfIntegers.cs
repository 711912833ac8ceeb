using Amazon.Lambda.Core;

public class Function(HttpClient http)
{
    private const int MinimumMs = 2_000;

    public async Task<string> Handler(string url, ILambdaContext context)
    {
        int milliseconds = {|AJ1011:Math.Max((int)context.RemainingTime.TotalMilliseconds - 500, MinimumMs)|};
        using var cts = new CancellationTokenSource(milliseconds);
        return await http.GetStringAsync(url, cts.Token);
    }
}
