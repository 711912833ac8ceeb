using Amazon.Lambda.Core;

public class Function(HttpClient http)
{
    public async Task<string> Handler(string url, ILambdaContext context)
    {
        using CancellationTokenSource timeout = new(TimeSpan.FromSeconds(30));
        TimeSpan left = context.RemainingTime * 0.9;
        if (left < TimeSpan.FromSeconds(30))
            timeout.CancelAfter(left);
        return await http.GetStringAsync(url, timeout.Token);
    }
}
