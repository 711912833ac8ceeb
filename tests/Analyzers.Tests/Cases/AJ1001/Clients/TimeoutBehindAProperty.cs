public class ApiClient
{
    private readonly HttpClient _http = new();

    public TimeSpan Timeout
    {
        get => _http.Timeout;
        set => _http.Timeout = value;
    }

    public int Seconds
    {
        set { _http.Timeout = TimeSpan.FromSeconds(value); }
    }

    public Task<string> Get(string url, CancellationToken token) => _http.GetStringAsync(url, token);
}

public class Options
{
    public TimeSpan ClientTimeout { get; set; } = TimeSpan.FromSeconds(30);

    public ApiClient Create() => new() { Timeout = {|AJ1001:ClientTimeout|} };

    public ApiClient CreateFast(TimeSpan timeout)
    {
        var client = new ApiClient { Timeout = timeout };
        client.Seconds = {|AJ1001:5|};
        return client;
    }
}
