using Amazon.Lambda.Core;

public class Function(HttpClient http)
{
    public async Task<string> Handler(string url, ILambdaContext context, CancellationToken stop)
    {
        using var cts = CancellationTokenSource.CreateLinkedTokenSource(stop);
        cts.CancelAfter({|AJ1007:context.RemainingTime|});
        using var response = await http.GetAsync(url, cts.Token);
        return await response.Content.ReadAsStringAsync(cts.Token);
    }
}
