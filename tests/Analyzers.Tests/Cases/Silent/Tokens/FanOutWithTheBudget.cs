using Amazon.Lambda.Core;
using AsyncJobs;

public class Crawler
{
    private static readonly HttpClient Http = new() { Timeout = Timeout.InfiniteTimeSpan };

    public async Task<string[]> Crawl(IEnumerable<string> urls, ILambdaContext context)
    {
        using var budget = context.CreateBudget();
        var token = budget.Token;
        return await Task.WhenAll(urls.Select(url => Http.GetStringAsync(url, token)));
    }
}
