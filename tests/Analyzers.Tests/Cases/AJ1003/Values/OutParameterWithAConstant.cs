using Amazon.Lambda.Core;

public class Function(HttpClient http)
{
    private static void Limits(out TimeSpan connect, out TimeSpan total)
    {
        connect = TimeSpan.FromSeconds(1);
        total = TimeSpan.FromSeconds(9);
    }

    public async Task<string> Handler(string url, ILambdaContext context)
    {
        Limits(out _, out var total);
        using var cts = {|AJ1003:new CancellationTokenSource(total)|};
        return await http.GetStringAsync(url, cts.Token);
    }
}
