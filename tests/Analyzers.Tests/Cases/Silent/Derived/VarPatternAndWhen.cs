using Amazon.Lambda.Core;

public class Function(HttpClient http)
{
    public async Task<string> Handler(string url, ILambdaContext context)
    {
        var limit = (context.RemainingTime - TimeSpan.FromSeconds(1)) switch
        {
            var t when t <= TimeSpan.Zero => throw new TimeoutException(),
            var t when t > TimeSpan.FromSeconds(20) => TimeSpan.FromSeconds(20),
            var t => t,
        };
        using var cts = new CancellationTokenSource(limit);
        return await http.GetStringAsync(url, cts.Token);
    }
}
