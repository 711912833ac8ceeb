// libraries: AmazonLambdaCore
using Amazon.Lambda.Core;

public class Function(HttpClient http)
{
    private static readonly SocketsHttpHandler s_handler = new();
    private static CancellationTokenSource? s_source;

    public async Task<string> Floor(string url, ILambdaContext context)
    {
        using CancellationTokenSource limit = new(TimeSpan.FromSeconds({|AJ1011:Math.Max(5, context.RemainingTime.TotalSeconds)|}));
        return await http.GetStringAsync(url, limit.Token);
    }

    public async Task<string> Kept(string url, ILambdaContext context)
    {
        s_source ??= {|AJ1011:new CancellationTokenSource(context.RemainingTime)|};
        return await http.GetStringAsync(url, s_source.Token);
    }

    public async Task<string> OverASharedHandler(string url, ILambdaContext context)
    {
        double seconds = {|AJ1011:Math.Max(5, context.RemainingTime.TotalSeconds - 1)|};
        using HttpClient client = new(s_handler, disposeHandler: false) { Timeout = TimeSpan.FromSeconds(seconds) };
        return await client.GetStringAsync(url);
    }
}
