using Amazon.Lambda.Core;

public class Crawler
{
    private static readonly HttpClient Http = new();

    public async Task<string[]> Crawl(IEnumerable<string> urls, ILambdaContext context)
    {
        var tasks = urls.Select(url => Http.{|AJ1002:GetStringAsync|}(url));
        return await Task.WhenAll(tasks);
    }
}
