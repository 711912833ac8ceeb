using AsyncJobs;

public sealed class Search(HttpClient http)
{
    [AsyncJob("POST /searches")]
    public Task<string> Run(string query, JobContext job) => AskAsync(query, job.CancellationToken);

    public Task<string> Probe(CancellationToken anything) => AskAsync("probe", anything);

    private async Task<string> AskAsync(string query, CancellationToken token)
    {
        using var capped = CancellationTokenSource.CreateLinkedTokenSource(token);
        {|AJ1003:capped.CancelAfter(TimeSpan.FromSeconds(4))|};
        return await http.GetStringAsync("search?q=" + query, capped.Token);
    }
}
