using Amazon.Lambda.Core;

public sealed class InvocationScope : IDisposable
{
    private readonly CancellationTokenSource _cts;

    public InvocationScope(ILambdaContext context) => _cts = new CancellationTokenSource(TimeSpan.FromMilliseconds(Math.Max(0, context.RemainingTime.TotalMilliseconds - 500)));

    public CancellationToken Token => _cts.Token;

    public void Dispose() => _cts.Dispose();
}

public class Function
{
    private static readonly HttpClient s_http = new();

    public async Task<string> Handler(string url, ILambdaContext context)
    {
        using var scope = new InvocationScope(context);
        return await s_http.GetStringAsync(url, scope.Token);
    }
}
