using Amazon.Lambda.Core;

public sealed class Pages(HttpClient http)
{
    private CancellationToken _token;

    public async Task<int> Count(string[] urls, CancellationToken token)
    {
        _token = token;
        var pages = await Task.WhenAll(urls.Select(Fetch)).{|AJ1004:WaitAsync|}(TimeSpan.FromSeconds(20));
        return pages.Sum(page => page.Length);
    }

    private async Task<string> Fetch(string url) => await http.GetStringAsync(url, _token);
}
