using Amazon.Lambda.Core;

public sealed class Client(HttpClient http)
{
    private static readonly (int Attempts, TimeSpan Each) s_policy = (3, TimeSpan.FromSeconds(2));

    public async Task<string> Get(string path, CancellationToken token)
    {
        for (int i = 0; i < s_policy.Attempts; i++)
        {
            using var each = CancellationTokenSource.CreateLinkedTokenSource(token);
            {|AJ1003:each.CancelAfter(s_policy.Each)|};
            try
            {
                return await http.GetStringAsync(path, each.Token);
            }
            catch (OperationCanceledException) when (!token.IsCancellationRequested)
            {
            }
        }

        throw new TimeoutException();
    }
}
