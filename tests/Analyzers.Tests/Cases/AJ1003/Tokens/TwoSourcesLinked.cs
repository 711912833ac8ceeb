using Amazon.Lambda.Core;

public sealed class UserClient(HttpClient http)
{
    public async Task<string> GetAsync(int id, CancellationToken cancellationToken)
    {
        using var timeout = {|AJ1003:new CancellationTokenSource(TimeSpan.FromSeconds(4))|};
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        using var response = await http.GetAsync($"users/{id}", linked.Token);
        return await response.Content.ReadAsStringAsync(linked.Token);
    }
}
