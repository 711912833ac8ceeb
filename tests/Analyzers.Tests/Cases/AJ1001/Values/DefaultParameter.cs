using Amazon.Lambda.Core;

public static class HttpClients
{
    public static HttpClient Create(string baseAddress, int timeoutSeconds = 30)
    {
        return new HttpClient
        {
            BaseAddress = new Uri(baseAddress),
            {|AJ1001:Timeout = TimeSpan.FromSeconds(timeoutSeconds)|},
        };
    }
}
