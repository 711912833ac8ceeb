using Amazon.Lambda.Core;

public class Gateway
{
    public Gateway(HttpClient client)
    {
        Client = client;
        {|AJ1001:Client.Timeout = DefaultTimeout|};
    }

    public static TimeSpan DefaultTimeout { get; } = TimeSpan.FromSeconds(40);

    protected HttpClient Client { get; }

    public Task<string> Get(string path, CancellationToken token) => Client.GetStringAsync(path, token);
}
