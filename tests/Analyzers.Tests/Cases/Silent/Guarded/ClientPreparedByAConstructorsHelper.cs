using Amazon.Lambda.Core;

public class Gateway
{
    private readonly HttpClient _client = new();

    public Gateway(TimeSpan time) => Prepare(time);

    private void Prepare(TimeSpan time) => _client.Timeout = time;

    public Task<string> Fetch(string url, CancellationToken token) => _client.GetStringAsync(url, token);
}
