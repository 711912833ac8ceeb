using Amazon.Lambda.Core;

public class RestGateway
{
    private readonly HttpClient _client;

    public RestGateway(HttpClient client, TimeSpan? timeout = null)
    {
        _client = client;
        {|AJ1001:_client.Timeout = timeout ?? TimeSpan.FromSeconds(30)|};
    }
}
