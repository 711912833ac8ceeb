using Amazon.Lambda.Core;

public class Function(HttpClient http)
{
    public async Task<string> Handler(string url, CancellationToken stop, ILambdaContext context)
    {
        using var root = new CancellationTokenSource(context.RemainingTime / 2);
        using var middle = CancellationTokenSource.CreateLinkedTokenSource(root.Token, stop);
        using var leaf = CancellationTokenSource.CreateLinkedTokenSource(middle.Token);
        leaf.CancelAfter(2000);
        return await http.GetStringAsync(url, leaf.Token);
    }
}
