using Amazon.Lambda.Core;

public class Function(HttpClient http)
{
    public async Task<int> Handler(string url, ILambdaContext context)
    {
        using var all = new CancellationTokenSource({|AJ1007:context.RemainingTime|});
        using var less = new CancellationTokenSource({|AJ1010:context.RemainingTime - TimeSpan.FromSeconds(2)|});
        using var least = new CancellationTokenSource({|AJ1011:Math.Max(1000, (int)context.RemainingTime.TotalMilliseconds / 2)|});
        var a = await http.GetStringAsync(url, all.Token);
        var b = await http.GetStringAsync(url, less.Token);
        var c = await http.GetStringAsync(url, least.Token);
        return a.Length + b.Length + c.Length;
    }
}
