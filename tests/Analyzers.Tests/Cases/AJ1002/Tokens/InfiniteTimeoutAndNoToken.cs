using Amazon.Lambda.Core;

public class Function
{
    private static readonly HttpClient s_http = new() { Timeout = Timeout.InfiniteTimeSpan };

    public Task<string> Handler(string url, ILambdaContext context) => s_http.{|AJ1002:GetStringAsync|}(url);
}
