using Amazon.Lambda.Core;

public static class Http
{
    public static HttpClient ForHost(string host, TimeSpan limit) => Build(new UriBuilder("https", host).Uri, limit);

    private static HttpClient Build(Uri address, TimeSpan limit)
    {
        HttpClient client = new() { BaseAddress = address };
        client.Timeout = limit;
        return client;
    }
}

public class Services
{
    public HttpClient Billing { get; } = Http.ForHost("billing.example", {|AJ1001:TimeSpan.FromSeconds(20)|});
}
