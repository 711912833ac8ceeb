using AsyncJobs;

public sealed class Quotes(HttpClient http)
{
    [AsyncJob("POST /quotes")]
    public async Task<string> Ask(string symbol, JobContext job)
    {
        using var cap = new CancellationTokenSource(TimeSpan.FromSeconds(3));
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cap.Token, job.CancellationToken);
        return await http.GetStringAsync($"quotes/{symbol}", both.Token);
    }
}
