using Amazon.Lambda.Core;

public class Function(HttpClient http)
{
    public async Task<string> Handler(string url, ILambdaContext context)
    {
        double seconds = {|AJ1011:Math.Max(10.0, context.RemainingTime.TotalSeconds * 0.5)|};
        using var cts = new CancellationTokenSource();
        cts.CancelAfter(TimeSpan.FromSeconds(seconds));
        return await http.GetStringAsync(url, cts.Token);
    }
}
