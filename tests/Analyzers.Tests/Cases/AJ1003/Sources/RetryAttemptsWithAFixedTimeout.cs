using Amazon.Lambda.Core;

public class Function
{
    private static readonly HttpClient s_http = new();

    public async Task<string> Handler(string url, ILambdaContext context)
    {
        for (int attempt = 0; attempt < 3; attempt++)
        {
            using var cts = {|AJ1003:new CancellationTokenSource(TimeSpan.FromSeconds(2 + attempt))|};
            try
            {
                return await s_http.GetStringAsync(url, cts.Token);
            }
            catch (OperationCanceledException)
            {
                context.Logger.LogLine($"attempt {attempt} timed out");
            }
        }

        throw new TimeoutException();
    }
}
