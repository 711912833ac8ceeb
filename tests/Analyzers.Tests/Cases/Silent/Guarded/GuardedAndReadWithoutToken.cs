using Amazon.Lambda.Core;
using AsyncJobs;

public class Downloader
{
    private static readonly HttpClient s_http = BudgetHttpClient.Create("files");

    public async Task Save(string url, Stream target)
    {
        await using var body = await s_http.GetStreamAsync(url);
        await body.CopyToAsync(target);
    }
}
