using Amazon.Lambda.Core;

namespace Shop;

public static class Environment
{
    public static TimeSpan GetEnvironmentVariable(ILambdaContext context, string name) => context.RemainingTime - TimeSpan.FromSeconds(name.Length);
}

public class Function(HttpClient http)
{
    public async Task<string> Handler(string url, ILambdaContext context)
    {
        TimeSpan left = Environment.GetEnvironmentVariable(context, "a");
        using var cts = new CancellationTokenSource(left > TimeSpan.Zero ? left : TimeSpan.Zero);
        return await http.GetStringAsync(url, cts.Token);
    }
}
