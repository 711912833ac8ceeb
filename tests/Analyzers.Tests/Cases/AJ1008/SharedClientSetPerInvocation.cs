using Amazon.Lambda.Core;

public class Function
{
    private static readonly HttpClient s_http = new();

    public async Task<string> Handler(string url, ILambdaContext context)
    {
        {|AJ1008:s_http.Timeout = context.RemainingTime * 0.9|};
        return await s_http.GetStringAsync(url);
    }
}
