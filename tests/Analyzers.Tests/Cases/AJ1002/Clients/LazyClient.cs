using Amazon.Lambda.Core;

public static class Http
{
    private static readonly Lazy<HttpClient> s_lazy = new(() => new HttpClient());

    public static HttpClient Instance => s_lazy.Value;
}

public class Function
{
    public Task<string> Handler(string url, ILambdaContext context) => Http.Instance.{|AJ1002:GetStringAsync|}(url);
}
