using Amazon.Lambda.Core;

internal static class ClientFactory
{
    internal static HttpClient Build(TimeSpan timeout, string agent)
    {
        var http = new HttpClient();
        http.Timeout = timeout;
        http.DefaultRequestHeaders.UserAgent.ParseAdd(agent);
        return http;
    }
}

internal class Program
{
    private readonly HttpClient _http = ClientFactory.Build(agent: "acme", timeout: {|AJ1001:TimeSpan.FromSeconds(3)|});
}
