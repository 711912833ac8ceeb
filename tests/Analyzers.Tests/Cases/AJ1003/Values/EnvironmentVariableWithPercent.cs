using Amazon.Lambda.Core;

public class Function(HttpClient http)
{
    public async Task<string> Handler(string url, ILambdaContext context)
    {
        int functionTimeout = int.Parse(Environment.GetEnvironmentVariable("FUNCTION_TIMEOUT_SECONDS") ?? "30");
        using var cts = {|AJ1003:new CancellationTokenSource(TimeSpan.FromSeconds(functionTimeout * 80 / 100))|};
        return await http.GetStringAsync(url, cts.Token);
    }
}
