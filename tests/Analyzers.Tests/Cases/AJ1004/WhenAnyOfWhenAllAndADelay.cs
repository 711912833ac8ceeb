using Amazon.Lambda.Core;

public class Function(HttpClient http)
{
    public async Task Handler(string[] urls, ILambdaContext context)
    {
        var all = Task.WhenAll(urls.Select(async url =>
        {
            using var response = await http.GetAsync(url);
            context.Logger.LogLine(response.StatusCode.ToString());
        }));
        await Task.{|AJ1004:WhenAny|}(all, Task.Delay(30_000));
    }
}
