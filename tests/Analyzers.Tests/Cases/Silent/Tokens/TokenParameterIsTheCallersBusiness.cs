using Amazon.Lambda.Core;

public class UserClient(HttpClient http)
{
    public async Task<string> GetAsync(int id, CancellationToken cancellationToken)
    {
        using var response = await http.GetAsync($"users/{id}", cancellationToken);
        return await response.Content.ReadAsStringAsync(cancellationToken);
    }

    public Task<HttpResponseMessage> DeleteAsync(int id, CancellationToken cancellationToken) => http.DeleteAsync($"users/{id}", cancellationToken);
}
