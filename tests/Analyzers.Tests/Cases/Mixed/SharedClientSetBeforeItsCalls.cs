public class FaceService
{
    private readonly HttpClient _httpClient;

    public FaceService(HttpClient httpClient) => _httpClient = httpClient;

    public async Task<string> Compare(HttpContent images, CancellationToken token)
    {
        {|AJ1008:{|AJ1001:_httpClient.Timeout = TimeSpan.FromSeconds(30)|}|};
        using var response = await _httpClient.PostAsync("compare", images, token);
        return await response.Content.ReadAsStringAsync(token);
    }
}

public class Reversal(HttpClient client)
{
    public async Task Run(string first, string second, CancellationToken token)
    {
        var timeout = TimeSpan.FromSeconds(10);
        try
        {
            {|AJ1008:{|AJ1001:client.Timeout = timeout|}|};
            await client.GetAsync(first, token);
        }
        catch (OperationCanceledException)
        {
            await client.DeleteAsync(second, token);
        }
    }
}
