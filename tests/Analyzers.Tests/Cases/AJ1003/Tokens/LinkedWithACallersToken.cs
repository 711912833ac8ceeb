using Amazon.Lambda.Core;

public sealed class UserClient(HttpClient http)
{
    public async Task<string> GetAsync(int id, CancellationToken cancellationToken)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        {|AJ1003:timeout.CancelAfter(TimeSpan.FromSeconds(2))|};
        return await http.GetStringAsync($"users/{id}", timeout.Token);
    }
}
