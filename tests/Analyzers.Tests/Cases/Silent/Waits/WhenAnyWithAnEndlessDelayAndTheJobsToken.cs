using Amazon.Lambda.Core;
using AsyncJobs;

public sealed class Sessions(HttpClient http)
{
    [AsyncJob("POST /sessions")]
    public async Task<string> Find(string id, JobContext job)
    {
        var call = http.GetStringAsync("sessions/" + id, job.CancellationToken);
        var first = await Task.WhenAny(call, Task.Delay(Timeout.InfiniteTimeSpan, job.CancellationToken));
        return first == call ? await call : "";
    }

    public static async Task Idle(Task other)
    {
        using var ending = new CancellationTokenSource(TimeSpan.FromSeconds(3));
        await Task.WhenAny(other, Task.Delay(-1, ending.Token));
    }
}
