using AsyncJobs;

public sealed class Search(HttpClient http)
{
    [AsyncJob("POST /searches")]
    public Task<string> Run(string query, JobContext job) => AskAsync(query, job.CancellationToken);

    [AsyncJob("POST /suggestions")]
    public Task<string> Suggest(string query, JobContext job) => AskAsync(query + "*", job.Budget.Share(2).Token);

    private async Task<string> AskAsync(string query, CancellationToken token)
    {
        using var capped = CancellationTokenSource.CreateLinkedTokenSource(token);
        capped.CancelAfter(TimeSpan.FromSeconds(4));
        return await http.GetStringAsync("search?q=" + query, capped.Token);
    }
}
