using Amazon.Lambda.Core;

public static class Clients
{
    public static HttpClient Create()
    {
        var (address, timeout) = ("https://a.example", TimeSpan.FromSeconds(6));
        return new HttpClient { BaseAddress = new Uri(address), {|AJ1001:Timeout = timeout|} };
    }
}
