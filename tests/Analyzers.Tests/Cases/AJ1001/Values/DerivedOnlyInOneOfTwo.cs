using Amazon.Lambda.Core;

public class Function
{
    private static readonly SocketsHttpHandler s_handler = new();

    public async Task Handler(string url, ILambdaContext context, CancellationToken token)
    {
        using var derived = new HttpClient(s_handler, disposeHandler: false) { Timeout = context.RemainingTime * 0.5 };
        using var fixedOne = new HttpClient(s_handler, disposeHandler: false) { {|AJ1001:Timeout = TimeSpan.FromSeconds(5)|} };
        await derived.GetAsync(url);
        await fixedOne.GetAsync(url, token);
    }
}
