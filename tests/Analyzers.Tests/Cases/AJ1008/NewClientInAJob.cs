using AsyncJobs;

public static class Jobs
{
    [AsyncJob("POST /pages")]
    public static async Task<int> Load(string url, JobContext job)
    {
        using HttpClient client = {|AJ1008:new() { BaseAddress = new Uri("https://pages.example"), Timeout = job.Budget.Remaining }|};
        return (await client.GetStringAsync(url)).Length;
    }
}
