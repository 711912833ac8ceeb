using Amazon.Lambda.Core;

public class Function(HttpClient http)
{
    public async Task<string> Handler(string url, ILambdaContext context, CancellationToken shutdown, CancellationToken caller)
    {
        using var limit = {|AJ1003:new CancellationTokenSource(30_000)|};
        using var first = CancellationTokenSource.CreateLinkedTokenSource(caller, limit.Token);
        using var second = CancellationTokenSource.CreateLinkedTokenSource(shutdown, first.Token);
        return await http.GetStringAsync(url, second.Token);
    }
}
