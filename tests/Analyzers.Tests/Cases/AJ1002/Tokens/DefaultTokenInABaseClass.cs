using Amazon.Lambda.Core;

public abstract class Client
{
    private readonly HttpClient _http = new();

    protected virtual async Task<string> SendAsync(HttpMethod method, string path, HttpContent? content = null, CancellationToken token = default)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        using var response = await _http.SendAsync(request, token);
        return await response.Content.ReadAsStringAsync(token);
    }
}

public class Orders : Client
{
    public Task<string> Create(string json) => {|AJ1002:SendAsync|}(HttpMethod.Post, "orders", new StringContent(json));

    public Task<string> Cancel(int id, CancellationToken token) => SendAsync(HttpMethod.Delete, $"orders/{id}", token: token);
}
