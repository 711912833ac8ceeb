using Amazon.Lambda.Core;

public class Function
{
    private static HttpClient? s_http;

    private static HttpClient Http => s_http ??= new HttpClient { {|AJ1001:Timeout = TimeSpan.FromSeconds(5)|} };

    public Task<string> Handler(string url, CancellationToken token, ILambdaContext context) => Http.GetStringAsync(url, token);
}
