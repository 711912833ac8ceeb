using Amazon.Lambda.Core;
using AsyncJobs;

public static class Retry
{
    public static async Task<T> DoAsync<T>(Func<CancellationToken, Task<T>> action, CancellationToken token)
    {
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                return await action(token);
            }
            catch (HttpRequestException) when (attempt < 3)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(100 << attempt), token);
            }
        }
    }
}

public class Function(HttpClient http)
{
    public Task<string> Handler(string url, ILambdaContext context) =>
        Retry.DoAsync(ct => http.GetStringAsync(url, ct), context.CreateBudget().Token);
}
