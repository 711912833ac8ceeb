using Amazon.Lambda.Core;

public class Function
{
    private static readonly HttpClient Client = Create();

    private static HttpClient Create()
    {
        var seconds = Environment.GetEnvironmentVariable("HTTP_TIMEOUT");
        var client = new HttpClient();
        {|AJ1001:client.Timeout = TimeSpan.FromSeconds(int.TryParse(seconds, out var parsed) ? parsed : 30)|};
        return client;
    }
}
