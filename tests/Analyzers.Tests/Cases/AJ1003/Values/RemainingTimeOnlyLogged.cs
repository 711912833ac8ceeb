using Amazon.Lambda.Core;

public class Function(HttpClient http)
{
    public async Task<string> Handler(string url, ILambdaContext context)
    {
        context.Logger.LogLine($"{context.RemainingTime.TotalSeconds:F1} s left");
        using var cts = {|AJ1003:new CancellationTokenSource(TimeSpan.FromSeconds(5))|};
        return await http.GetStringAsync(url, cts.Token);
    }
}
