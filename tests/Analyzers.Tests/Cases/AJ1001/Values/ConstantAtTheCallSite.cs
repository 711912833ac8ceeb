using Amazon.Lambda.Core;

public static class HttpClients
{
    public static HttpClient Create(TimeSpan timeout) => new() { Timeout = timeout };
}

public static class Clients
{
    public static readonly HttpClient Fast = HttpClients.Create({|AJ1001:TimeSpan.FromSeconds(2)|});
    public static readonly HttpClient Slow = HttpClients.Create({|AJ1001:TimeSpan.FromMinutes(2)|});
    public static readonly HttpClient Free = HttpClients.Create(Timeout.InfiniteTimeSpan);
}
