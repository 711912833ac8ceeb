using Amazon.Lambda.Core;

public class Function
{
    private static readonly HttpClient s_http = new();

    public async Task<string> Handler(string url, ILambdaContext context) =>
        await s_http.GetStringAsync(url).{|AJ1004:WaitAsync|}(TimeSpan.FromSeconds(5));
}
