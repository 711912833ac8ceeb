using Amazon.Lambda.Core;

public sealed class Batch(HttpClient http)
{
    private readonly TimeSpan _slice = TimeSpan.FromSeconds(20);

    public async Task<string> Handler(string url, ILambdaContext context)
    {
        var most = _slice;
        if (context.RemainingTime < most)
        {
            // Ends a little earlier than the platform would.
            most = context.RemainingTime - TimeSpan.FromMilliseconds(250);
        }

        using var ending = new CancellationTokenSource({|AJ1010:most|});
        return await http.GetStringAsync(url, ending.Token);
    }
}
