using Amazon.Lambda.Core;

public class Function(HttpClient http)
{
    public async Task<string> Handler(string[] urls, ILambdaContext context)
    {
        DateTime deadline = DateTime.UtcNow + context.RemainingTime - TimeSpan.FromSeconds(1);
        var text = "";
        foreach (var url in urls)
        {
            TimeSpan left = deadline - DateTime.UtcNow;
            if (left <= TimeSpan.Zero)
                break;
            using var cts = new CancellationTokenSource(left);
            text += await http.GetStringAsync(url, cts.Token);
        }

        return text;
    }
}
