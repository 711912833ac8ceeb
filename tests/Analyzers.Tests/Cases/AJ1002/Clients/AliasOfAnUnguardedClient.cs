using Amazon.Lambda.Core;

public class Function
{
    private static readonly HttpClient s_http = new();

    public async Task<string> Handler(string url, ILambdaContext context)
    {
        var client = s_http;
        HttpClient again = client;
        using HttpResponseMessage response = await again.{|AJ1002:GetAsync|}(url).ConfigureAwait(continueOnCapturedContext: false);
        return response.ReasonPhrase!;
    }
}
