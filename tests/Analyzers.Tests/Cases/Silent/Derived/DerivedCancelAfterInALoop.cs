using Amazon.Lambda.Core;

public class Function(HttpClient http)
{
    public async Task Handler(string[] urls, ILambdaContext context)
    {
        using var cts = new CancellationTokenSource();
        foreach (var url in urls)
        {
            cts.CancelAfter((int)(context.RemainingTime.TotalMilliseconds * 0.9));
            using var response = await http.GetAsync(url, cts.Token);
            response.EnsureSuccessStatusCode();
        }
    }
}
