using System.Numerics;
using Amazon.Lambda.Core;

public class Function(HttpClient http)
{
    private static T Least<T>(T a, T b)
        where T : INumber<T> => a < b ? a : b;

    public async Task<string> Handler(string url, ILambdaContext context)
    {
        double ms = Least(15_000d, context.RemainingTime.TotalMilliseconds * 0.9);
        using var cts = new CancellationTokenSource(TimeSpan.FromMilliseconds(ms));
        return await http.GetStringAsync(url, cts.Token);
    }
}
