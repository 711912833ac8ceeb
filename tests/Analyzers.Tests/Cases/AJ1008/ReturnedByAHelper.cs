using Amazon.Lambda.Core;

public class Function
{
    private static readonly HttpClient s_kept = Keep();

    public async Task<string> Handle(string url, ILambdaContext context)
    {
        using CancellationTokenSource source = new();
        source.Cancel();
        using HttpClient client = Make();
        HttpClient later;
        later = await MakeLater();
        return await client.GetStringAsync(url, source.Token) + await later.GetStringAsync(url, source.Token) + await s_kept.GetStringAsync(url, source.Token);
    }

    private static HttpClient Make()
    {
        HttpClient client = {|AJ1008:new HttpClient()|};
        client.DefaultRequestHeaders.Add("x-app", "quotes");
        return client;
    }

    private static async Task<HttpClient> MakeLater()
    {
        await Task.Yield();
        HttpClient client = {|AJ1008:new HttpClient()|};
        return client;
    }

    private static HttpClient Keep() => new();
}
