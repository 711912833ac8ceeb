using Amazon.Lambda.Core;

public class Crawler
{
    private static readonly HttpClient Http = new();

    public Task<string[]> Crawl(string[] urls, ILambdaContext context)
    {
        Func<string, Task<string>> fetch = Http.{|AJ1002:GetStringAsync|};
        return Task.WhenAll(urls.Select(fetch));
    }
}
