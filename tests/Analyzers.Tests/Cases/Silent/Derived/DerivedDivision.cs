using Amazon.Lambda.Core;

public class Function(HttpClient http)
{
    public async Task<string[]> Handler(string[] urls, ILambdaContext context)
    {
        var results = new List<string>();
        for (int i = 0; i < urls.Length; i++)
        {
            using var cts = new CancellationTokenSource(context.RemainingTime / (urls.Length - i + 1));
            results.Add(await http.GetStringAsync(urls[i], cts.Token));
        }

        return results.ToArray();
    }
}
