using Amazon.Lambda.Core;

public sealed class Quotes(HttpClient http)
{
    public async Task<string> Get(string url, ILambdaContext context)
    {
        var left = context.RemainingTime;
        left = left.Subtract(TimeSpan.FromSeconds(1));
        using var ending = new CancellationTokenSource({|AJ1010:left|});
        return await http.GetStringAsync(url, ending.Token);
    }
}
