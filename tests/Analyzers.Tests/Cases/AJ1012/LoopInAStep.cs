// libraries: AmazonLambdaDurable
using Amazon.Lambda.DurableExecution;

public class Workflow(HttpClient http)
{
    public async Task Run(string[] urls, IDurableContext context) => await context.StepAsync(async (_, token) =>
    {
        await Parallel.ForEachAsync(urls, token, async (url, own) => await http.{|AJ1012:GetStringAsync|}(url, own));
        await Task.WhenAll(urls.Select(url => http.{|AJ1012:GetStringAsync|}(url, token)));
        Task<string> last = Task.Run(() => http.{|AJ1012:GetStringAsync|}(urls[^1], token), token);
        await last;
    });
}
