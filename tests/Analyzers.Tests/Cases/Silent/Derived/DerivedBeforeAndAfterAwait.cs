using Amazon.Lambda.Core;

public class Function(HttpClient http)
{
    public async Task<string> Handler(string a, string b, ILambdaContext context)
    {
        using var first = new CancellationTokenSource(context.RemainingTime * 0.4);
        var x = await http.GetStringAsync(a, first.Token);
        using var second = new CancellationTokenSource(context.RemainingTime * 0.9);
        var y = await http.GetStringAsync(b, second.Token);
        return x + y;
    }
}
