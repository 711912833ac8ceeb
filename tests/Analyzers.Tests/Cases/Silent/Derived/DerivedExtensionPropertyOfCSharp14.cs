// langversion: preview
using Amazon.Lambda.Core;

public static class Contexts
{
    extension(ILambdaContext context)
    {
        public TimeSpan Usable => context.RemainingTime * 0.9;
    }
}

public class Function(HttpClient http)
{
    public async Task<string> Handler(string url, ILambdaContext context)
    {
        using var cts = new CancellationTokenSource(context.Usable);
        return await http.GetStringAsync(url, cts.Token);
    }
}
