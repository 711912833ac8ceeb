using Amazon.Lambda.Core;

public class Function(HttpClient http)
{
    private static readonly TimeSpan s_least = TimeSpan.FromSeconds(5);

    public async Task<string> Handler(string url, ILambdaContext context)
    {
        TimeSpan left = context.RemainingTime - TimeSpan.FromSeconds(1);
        TimeSpan timeout = {|AJ1011:left > s_least ? left : s_least|};
        using var cts = new CancellationTokenSource(timeout);
        return await http.GetStringAsync(url, cts.Token);
    }
}
