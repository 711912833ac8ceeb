using AsyncJobs;

public sealed class Jobs(HttpClient http)
{
    [AsyncJob("POST /waits")]
    public async Task<int> Run(string url, JobContext job) => (await http.GetStringAsync(url, job.CancellationToken).WaitAsync(job.CancellationToken)).Length;
}
