using Amazon.Lambda.Core;

public sealed class Limits(ILambdaContext context) : IDisposable
{
    private readonly List<CancellationTokenSource> _all = [];

    public CancellationToken Next(double share)
    {
        var cts = new CancellationTokenSource(context.RemainingTime * share);
        _all.Add(cts);
        return cts.Token;
    }

    public void Dispose() => _all.ForEach(static cts => cts.Dispose());
}

public class Function
{
    private readonly HttpClient _http = new();

    public async Task<string> Handler(string url, ILambdaContext context)
    {
        using var limits = new Limits(context);
        return await _http.GetStringAsync(url + "/a", limits.Next(0.3)) + await _http.GetStringAsync(url + "/b", limits.Next(0.9));
    }
}
