using Amazon.Lambda.Core;

public static class LambdaContextExtensions
{
    public static TimeSpan Usable(this ILambdaContext context, double share = 0.9) => context.RemainingTime * share;

    public static CancellationTokenSource CreateTokenSource(this ILambdaContext context) => new(context.Usable());
}

public class Function(HttpClient http)
{
    public async Task<string> Handler(string url, ILambdaContext context)
    {
        using var cts = context.CreateTokenSource();
        return await http.GetStringAsync(url, cts.Token);
    }
}
