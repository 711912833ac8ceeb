using Amazon.Lambda.Core;

public class Function
{
    private static readonly HttpClient s_http = new();

    public async Task<string> Handler(string url, ILambdaContext context)
    {
        using var cts = new CancellationTokenSource();
        return await s_http.{|AJ1002:GetStringAsync|}(url, cts.Token);
    }
}
