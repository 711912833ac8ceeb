using AsyncJobs;

public static class Jobs
{
    private static readonly HttpClient s_http = new();

    [AsyncJob("POST /pages")]
    public static async Task<int> Count(string url, CancellationToken token)
    {
        using var cts = CancellationTokenSource.CreateLinkedTokenSource(token);
        cts.CancelAfter(TimeSpan.FromSeconds(30));
        return (await s_http.GetStringAsync(url, cts.Token)).Length;
    }
}
