using System.Diagnostics;
using Amazon.Lambda.Core;

public class Function(HttpClient http)
{
    private static readonly TimeSpan s_total = TimeSpan.FromSeconds(25);

    public async Task Handler(string[] urls, ILambdaContext context)
    {
        var watch = Stopwatch.StartNew();
        foreach (var url in urls)
        {
            var left = s_total - watch.Elapsed;
            if (left <= TimeSpan.Zero)
                break;
            using var cts = {|AJ1003:new CancellationTokenSource(left)|};
            await http.GetAsync(url, cts.Token);
        }
    }
}
