using AsyncJobs;

public sealed class Jobs(HttpClient http)
{
    [AsyncJob("POST /warmups")]
    public async Task Warm(string[] urls, JobContext job)
    {
        ParallelOptions options = new() { MaxDegreeOfParallelism = 4, CancellationToken = job.CancellationToken };
        await Parallel.ForEachAsync(urls, options, async (url, token) =>
        {
            using HttpResponseMessage response = await http.GetAsync(url, token);
            response.EnsureSuccessStatusCode();
        });
    }
}
