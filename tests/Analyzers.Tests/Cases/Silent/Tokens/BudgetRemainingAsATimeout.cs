// libraries: AmazonLambdaCore, MicrosoftExtensionsHttp
using AsyncJobs;

public sealed class Reports(IHttpClientFactory factory)
{
    [AsyncJob("POST /reports")]
    public async Task<int> Build(string url, JobContext job)
    {
        HttpClient client = factory.CreateClient("reports");
        client.Timeout = job.Budget.Remaining;
        return (await client.GetStringAsync(url)).Length;
    }
}
