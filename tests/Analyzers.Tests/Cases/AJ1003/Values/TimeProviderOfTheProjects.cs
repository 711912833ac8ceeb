using Amazon.Lambda.Core;

namespace Shop;

public sealed class TimeProvider
{
    public TimeSpan GetElapsedTime() => TimeSpan.FromSeconds(5);
}

public class Function(HttpClient http, TimeProvider times)
{
    public async Task<string> Handler(string url, ILambdaContext context)
    {
        using var cts = {|AJ1003:new CancellationTokenSource(times.GetElapsedTime())|};
        return await http.GetStringAsync(url, cts.Token);
    }
}
