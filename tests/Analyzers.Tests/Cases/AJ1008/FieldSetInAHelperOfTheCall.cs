using Amazon.Lambda.Core;

public class Gateway
{
    private readonly HttpClient _client = new();

    public async Task<string> Send(HttpRequestMessage request, RequestOptions options, CancellationToken token)
    {
        Apply(request, options);
        using var response = await _client.SendAsync(request, token);
        return await response.Content.ReadAsStringAsync(token);
    }

    private void Apply(HttpRequestMessage request, RequestOptions options)
    {
        request.Headers.Add("x-merchant", options.Merchant);
        SetTime(options.ReadTimeout);
    }

    private void SetTime(TimeSpan time)
    {
        if (time != TimeSpan.Zero)
            {|AJ1008:_client.Timeout = time|};
    }
}

public class RequestOptions(string merchant, TimeSpan readTimeout)
{
    public string Merchant { get; } = merchant;

    public TimeSpan ReadTimeout { get; } = readTimeout;
}
