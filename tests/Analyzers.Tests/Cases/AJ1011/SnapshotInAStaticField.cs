using Amazon.Lambda.Core;

public class Function(HttpClient http)
{
    private static TimeSpan s_timeout;

    public async Task<string> Handler(string url, ILambdaContext context)
    {
        s_timeout = {|AJ1011:context.RemainingTime * 0.9|};
        return await Load(url);
    }

    private async Task<string> Load(string url)
    {
        using var cts = new CancellationTokenSource(s_timeout);
        return await http.GetStringAsync(url, cts.Token);
    }
}
