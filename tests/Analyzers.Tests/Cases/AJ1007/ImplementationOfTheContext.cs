// libraries: AmazonLambdaCore, AmazonLambdaTestUtilities
using Amazon.Lambda.TestUtilities;

public class LocalRun
{
    private readonly HttpClient _http = new();

    public async Task<string> Run(string url, TestLambdaContext context)
    {
        using var cts = new CancellationTokenSource({|AJ1007:context.RemainingTime|});
        return await _http.GetStringAsync(url, cts.Token);
    }
}
