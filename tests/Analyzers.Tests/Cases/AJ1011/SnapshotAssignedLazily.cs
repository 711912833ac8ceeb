using Amazon.Lambda.Core;

public class Function(HttpClient http)
{
    private TimeSpan? _timeout;

    public async Task<string> Handler(string url, ILambdaContext context)
    {
        _timeout ??= {|AJ1011:context.RemainingTime * 0.9|};
        using var cts = new CancellationTokenSource(_timeout.Value);
        return await http.GetStringAsync(url, cts.Token);
    }
}
