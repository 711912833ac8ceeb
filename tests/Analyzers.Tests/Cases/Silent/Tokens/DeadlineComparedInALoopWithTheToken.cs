using Amazon.Lambda.Core;

public class Function(HttpClient http)
{
    public async Task<List<string>> Handler(Queue<string> urls, ILambdaContext context)
    {
        var deadline = Environment.TickCount64 + (long)context.RemainingTime.TotalMilliseconds - 2000;
        var pages = new List<string>();
        while (urls.TryDequeue(out var url))
        {
            var left = deadline - Environment.TickCount64;
            if (left <= 0)
                break;
            using var cts = new CancellationTokenSource(TimeSpan.FromMilliseconds(left));
            pages.Add(await http.GetStringAsync(url, cts.Token));
        }

        return pages;
    }
}
