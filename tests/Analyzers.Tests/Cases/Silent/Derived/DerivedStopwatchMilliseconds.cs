using System.Diagnostics;
using Amazon.Lambda.Core;

public class Function(HttpClient http)
{
    public async Task<string> Handler(string url, ILambdaContext context)
    {
        var started = Stopwatch.GetTimestamp();
        var total = (long)context.RemainingTime.TotalMilliseconds - 500;
        context.Logger.LogLine("prepare");
        var left = Math.Max(0L, total - (long)Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        using var cts = new CancellationTokenSource(TimeSpan.FromMilliseconds(left));
        return await http.GetStringAsync(url, cts.Token);
    }
}
