using Amazon.Lambda.Core;

public class Warmup(HttpClient http)
{
    public async Task Run(string[] urls, ILambdaContext context)
    {
        await Parallel.ForEachAsync(urls, async (url, _) =>
        {
            using var response = await http.{|AJ1002:GetAsync|}(url);
            context.Logger.LogLine($"{url}: {response.StatusCode}");
        });
    }
}
