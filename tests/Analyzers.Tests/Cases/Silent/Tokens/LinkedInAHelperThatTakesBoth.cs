using Amazon.Lambda.Core;

public static class Tokens
{
    public static CancellationTokenSource Until(ILambdaContext context, CancellationToken token)
    {
        var source = CancellationTokenSource.CreateLinkedTokenSource(token);
        source.CancelAfter(TimeSpan.FromTicks(context.RemainingTime.Ticks * 9 / 10));
        return source;
    }
}

public class Function(HttpClient http)
{
    public async Task<string> Handler(string url, ILambdaContext context, CancellationToken token)
    {
        using var source = Tokens.Until(context, token);
        using var response = await http.GetAsync(url, source.Token);
        return await response.Content.ReadAsStringAsync(source.Token);
    }
}
