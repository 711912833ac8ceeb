using Amazon.Lambda.Core;

public class Clients
{
    public static HttpClient For(bool slow)
    {
        var client = new HttpClient();
        {|AJ1001:client.Timeout = slow ? TimeSpan.FromMinutes(5) : TimeSpan.FromSeconds(10)|};
        return client;
    }
}
