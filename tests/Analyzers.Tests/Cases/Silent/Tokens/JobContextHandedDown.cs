using AsyncJobs;

public sealed class Jobs
{
    private static readonly HttpClient s_http = new();

    [AsyncJob("POST /loads")]
    public async Task<int> Load(string[] urls, JobContext job)
    {
        int sum = 0;
        foreach (string url in urls)
            sum += await Size(url, job);
        return sum;
    }

    private async Task<int> Size(string url, JobContext context)
    {
        byte[] bytes = await s_http.GetByteArrayAsync(url, context.CancellationToken);
        return bytes.Length;
    }
}
