// editorconfig: asyncjobs_scope = reachable
using Amazon.Lambda.Core;

public class Function
{
    private readonly Loader _loader = new();

    public Task<string> Handler(string url, ILambdaContext context) => _loader.Load(url);
}

public class Loader
{
    private static readonly HttpClient s_http = new();

    public Task<string> Load(string url) => s_http.{|AJ1002:GetStringAsync|}(url);

    public Task<string> NeverCalled(string url) => s_http.GetStringAsync(url);
}
