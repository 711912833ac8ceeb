using System.Diagnostics;
using Amazon.Lambda.Core;

public class Function(HttpClient http)
{
    public async Task<int> Handler(string[] urls, ILambdaContext context)
    {
        TimeSpan budget = context.RemainingTime * 0.8;
        Stopwatch watch = Stopwatch.StartNew();
        int done = 0;
        while (done < urls.Length && watch.Elapsed < budget)
        {
            var rest = budget - watch.Elapsed;
            using var cts = new CancellationTokenSource(rest > TimeSpan.Zero ? rest : TimeSpan.Zero);
            await http.GetAsync(urls[done++], cts.Token);
        }

        return done;
    }
}
