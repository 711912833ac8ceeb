using Amazon.Lambda.Core;

public class Function(HttpClient http)
{
    public async Task<string> Handler(string url, ILambdaContext context)
    {
        using var cts = new CancellationTokenSource({|AJ1010:context.RemainingTime.Add(TimeSpan.FromSeconds(-2))|});
        return await http.GetStringAsync(url, cts.Token);
    }
}
