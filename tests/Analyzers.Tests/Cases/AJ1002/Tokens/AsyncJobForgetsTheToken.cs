using AsyncJobs;

public sealed class Reports(HttpClient http)
{
    [AsyncJob("POST /reports")]
    public async Task<int> Build(int year, JobContext job)
    {
        string rows = await http.{|AJ1002:GetStringAsync|}($"https://data.example/{year}");
        await job.ReportProgressAsync(0.5);
        return rows.Length;
    }
}
