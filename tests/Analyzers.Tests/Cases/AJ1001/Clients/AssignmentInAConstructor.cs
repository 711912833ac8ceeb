using Amazon.Lambda.Core;

public class CatalogClient
{
    private readonly HttpClient _httpClient;

    public CatalogClient(HttpClient httpClient)
    {
        _httpClient = httpClient;
        {|AJ1001:_httpClient.Timeout = TimeSpan.FromSeconds(15)|};
        _httpClient.BaseAddress = new Uri("https://catalog.example");
    }

    public Task<string> GetAsync(string id, CancellationToken cancellationToken) => _httpClient.GetStringAsync(id, cancellationToken);
}
