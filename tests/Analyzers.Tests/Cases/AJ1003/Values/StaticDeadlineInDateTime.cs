using Amazon.Lambda.Core;

public class Function(HttpClient http)
{
    public async Task<string> Handler(string url, ILambdaContext context)
    {
        DateTime deadline = DateTime.UtcNow.AddSeconds(20);
        context.Logger.LogLine("preparing");
        TimeSpan left = deadline - DateTime.UtcNow;
        using var cts = {|AJ1003:new CancellationTokenSource(left)|};
        return await http.GetStringAsync(url, cts.Token);
    }
}
