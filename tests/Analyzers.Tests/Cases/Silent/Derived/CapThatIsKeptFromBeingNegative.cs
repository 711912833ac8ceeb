using Amazon.Lambda.Core;

public sealed class Batch(HttpClient http)
{
    public async Task<string> Handler(string url, ILambdaContext context)
    {
        var most = TimeSpan.FromSeconds(20);
        if (context.RemainingTime < most)
            most = context.RemainingTime - TimeSpan.FromMilliseconds(250);
        if (most <= TimeSpan.Zero)
            return "";

        using var ending = new CancellationTokenSource(most);
        return await http.GetStringAsync(url, ending.Token);
    }
}
