using AsyncJobs;

public sealed class Pages(HttpClient http)
{
    [AsyncJob("POST /page-sets")]
    public async Task<int> Load(string[] urls, JobContext job)
    {
        var tasks = from url in urls
                    where url.StartsWith("https://", StringComparison.Ordinal)
                    select http.GetStringAsync(url, job.CancellationToken);
        var pages = await Task.WhenAll(tasks);
        return pages.Sum(static page => page.Length);
    }
}
