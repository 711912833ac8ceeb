using Amazon.Lambda.Core;

public class Function(HttpClient http)
{
    public async Task<string> Handler(string url, ILambdaContext context)
    {
        var left = context.RemainingTime.Subtract(TimeSpan.FromSeconds(1));
        if (left <= TimeSpan.Zero)
        {
            throw new TimeoutException("no time left");
        }

        using var cts = new CancellationTokenSource(left);
        return await http.GetStringAsync(url, cts.Token);
    }
}
