using AsyncJobs;

public sealed class Exports
{
    private static readonly HttpClient s_http = new()
    {
        {|AJ1001:Timeout = TimeSpan.FromSeconds(100)|},
    };

    [AsyncJob("POST /exports")]
    public static async Task<int> Run(string name, JobContext job)
    {
        string text = await s_http.GetStringAsync("https://exports.example/" + name, job.CancellationToken);
        return text.Length;
    }
}
