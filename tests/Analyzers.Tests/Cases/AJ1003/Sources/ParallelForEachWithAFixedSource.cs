using Amazon.Lambda.Core;

public class Batch(HttpClient http)
{
    public async Task Handler(string[] urls, ILambdaContext context)
    {
        await Parallel.ForEachAsync(urls, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (url, outer) =>
        {
            using var cts = CancellationTokenSource.CreateLinkedTokenSource(outer);
            {|AJ1003:cts.CancelAfter(3_000)|};
            await http.DeleteAsync(url, cts.Token);
        });
    }
}
