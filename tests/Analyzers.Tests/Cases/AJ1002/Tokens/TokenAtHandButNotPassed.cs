using Amazon.Lambda.Core;

public interface IUserClient
{
    Task<string> GetAsync(int id, CancellationToken cancellationToken);
}

public class UserClient : IUserClient
{
    private readonly HttpClient _httpClient;

    public UserClient(HttpClient httpClient)
    {
        _httpClient = httpClient;
    }

    public async Task<string> GetAsync(int id, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var response = await _httpClient.{|AJ1002:GetAsync|}($"users/{id}");
        return await response.Content.ReadAsStringAsync(cancellationToken);
    }
}
