using Amazon.Lambda.Core;

public class Api
{
    private readonly HttpClient _http;

    public Api()
        : this({|AJ1001:TimeSpan.FromSeconds(30)|})
    {
    }

    public Api(TimeSpan timeout) => _http = new HttpClient { Timeout = timeout };

    public Task<string> Get(string path, CancellationToken token) => _http.GetStringAsync(path, token);
}
