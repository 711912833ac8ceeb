using System.Text.Json;
using Amazon.Lambda.Core;
using AsyncJobs;

public record Feed(string Title);

public static class Jobs
{
    private static readonly HttpClient s_http = new();

    [AsyncJob("POST /feeds")]
    public static async Task<string> Read(string url, JobContext job)
    {
        using Stream stream = await s_http.GetStreamAsync(url, job.CancellationToken);
        Feed? feed = await JsonSerializer.{|AJ1009:DeserializeAsync|}<Feed>(stream);
        return feed?.Title ?? "";
    }
}
