using Amazon.Lambda.Core;

public class Function(HttpClient http)
{
    public Task<string> Handler(string url, ILambdaContext context)
    {
        Func<TimeSpan> left = () => context.RemainingTime / 2;
        return Run(async () =>
        {
            using var cts = new CancellationTokenSource(left());
            return await http.GetStringAsync(url, cts.Token);
        });
    }

    private static Task<T> Run<T>(Func<Task<T>> action) => action();
}
