public class Download
{
    private HttpClient? _client;

    public async Task<string> Start(string url, CancellationToken token)
    {
        _client = new HttpClient();
        {|AJ1001:_client.Timeout = TimeSpan.FromMinutes(5)|};
        return await _client.GetStringAsync(url, token);
    }
}

public class Catalog(HttpClient client)
{
    private bool _isReady;

    public async Task<string> Get(string url, CancellationToken token)
    {
        if (!_isReady)
        {
            {|AJ1001:client.Timeout = TimeSpan.FromSeconds(5)|};
            _isReady = true;
        }

        return await client.GetStringAsync(url, token);
    }

    public void Configure() => {|AJ1001:client.Timeout = TimeSpan.FromSeconds(8)|};
}
