using Amazon.Lambda.Core;

public class Function(HttpClient http)
{
    public async Task<string> Handler(string url, ILambdaContext lambdaContext)
    {
        using var cts = new CancellationTokenSource();
        cts.CancelAfter({|AJ1007:lambdaContext.RemainingTime|});
        return await http.GetStringAsync(url, cts.Token);
    }
}
