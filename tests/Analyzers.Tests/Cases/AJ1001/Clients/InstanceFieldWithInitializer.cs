using Amazon.Lambda.Core;

public class Gateway
{
    private readonly TimeSpan _timeout = TimeSpan.FromSeconds(8);
    private readonly HttpClient _client;

    public Gateway()
    {
        _client = new HttpClient();
        {|AJ1001:_client.Timeout = _timeout|};
    }

    public Task<string> Get(string path, CancellationToken token) => _client.GetStringAsync(path, token);
}
