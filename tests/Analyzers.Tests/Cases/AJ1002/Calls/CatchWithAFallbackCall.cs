using Amazon.Lambda.Core;
using AsyncJobs;

public sealed class Prices(HttpClient http)
{
    [AsyncJob("POST /prices")]
    public async Task<string> Price(string item, JobContext job)
    {
        try
        {
            return await http.GetStringAsync("https://primary.example/" + item, job.CancellationToken);
        }
        catch (HttpRequestException)
        {
            return await http.{|AJ1002:GetStringAsync|}("https://mirror.example/" + item);
        }
    }
}
