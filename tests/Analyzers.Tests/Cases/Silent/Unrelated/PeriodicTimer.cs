using Amazon.Lambda.Core;
using AsyncJobs;

public sealed class Poller(HttpClient http)
{
    [AsyncJob("POST /polls")]
    public async Task<string> Poll(string url, JobContext job)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(5));
        while (await timer.WaitForNextTickAsync(job.CancellationToken))
        {
            using var response = await http.GetAsync(url, job.CancellationToken);
            if (response.IsSuccessStatusCode)
                return await response.Content.ReadAsStringAsync(job.CancellationToken);
        }

        return "";
    }
}
