using Amazon.Lambda.Core;

public class Batch(HttpClient http)
{
    public Task Handler(string[] urls, ILambdaContext context) => Task.WhenAll(urls.Select(async url =>
    {
        using var cts = {|AJ1003:new CancellationTokenSource(TimeSpan.FromSeconds(10))|};
        using var r = await http.GetAsync(url, cts.Token);
        context.Logger.LogLine(r.ReasonPhrase ?? "");
    }));
}
