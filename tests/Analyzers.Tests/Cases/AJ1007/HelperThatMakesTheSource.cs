using Amazon.Lambda.Core;

public class Function(HttpClient http)
{
    public async Task<string> Handler(string url, ILambdaContext context)
    {
        using var source = Limits.Make({|AJ1007:context.RemainingTime|});
        return await http.GetStringAsync(url, source.Token);
    }
}

public static class Limits
{
    public static CancellationTokenSource Make(TimeSpan remaining)
    {
        if (remaining > TimeSpan.Zero)
            return new CancellationTokenSource(remaining);

        var ended = new CancellationTokenSource();
        ended.Cancel();
        return ended;
    }
}
