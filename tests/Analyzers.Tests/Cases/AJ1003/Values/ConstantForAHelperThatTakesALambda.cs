using Amazon.Lambda.Core;

public static class Timed
{
    public static async Task<T> RunAsync<T>(Func<CancellationToken, Task<T>> action, TimeSpan timeout)
    {
        using var cts = new CancellationTokenSource(timeout);
        return await action(cts.Token);
    }
}

public class Function(HttpClient http)
{
    public Task<string> Handler(string url, ILambdaContext context) =>
        Timed.RunAsync(ct => http.GetStringAsync(url, ct), {|AJ1003:TimeSpan.FromSeconds(5)|});
}
