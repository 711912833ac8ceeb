using AsyncJobs;

public static class Jobs
{
    private static HttpClient Http { get; } = new();

    [AsyncJob("POST /imports")]
    public static async Task<int> Import(string url, JobContext job)
    {
        {|AJ1008:Http.Timeout = job.Budget.Remaining|};
        return (await Http.GetStringAsync(url)).Length;
    }
}
