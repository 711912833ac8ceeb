using Amazon.Lambda.Core;
using AsyncJobs;

public sealed class Jobs(HttpClient http)
{
    [AsyncJob("POST /races")]
    public async Task<string> Race(string url, JobContext job)
    {
        Task<string> call = http.GetStringAsync(url, job.CancellationToken);
        Task stop = Task.Delay(Timeout.Infinite, job.CancellationToken);
        await Task.WhenAny(call, stop);
        return await call;
    }
}
