using Amazon.Lambda.Core;

public class Clients
{
    private static TimeSpan GetTimeout() => TimeSpan.FromSeconds(9);

    public HttpClient Create()
    {
        var client = new HttpClient();
        {|AJ1001:client.Timeout = GetTimeout()|};
        return client;
    }
}
