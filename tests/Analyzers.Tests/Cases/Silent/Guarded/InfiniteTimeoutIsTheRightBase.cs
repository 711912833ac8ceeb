using Amazon.Lambda.Core;
using AsyncJobs;

public class Clients
{
    private static readonly HttpClient A = new() { Timeout = Timeout.InfiniteTimeSpan };
    private static readonly HttpClient B = new() { Timeout = TimeSpan.FromMilliseconds(-1) };
    private static readonly HttpClient C = new() { Timeout = TimeSpan.FromMilliseconds(int.MaxValue) };
    private static readonly HttpClient D = new() { Timeout = TimeSpan.FromMilliseconds(Timeout.Infinite) };

    public async Task Handler(string url, ILambdaContext context)
    {
        CancellationToken token = context.CreateBudget().Token;
        await Task.WhenAll(A.GetAsync(url, token), B.GetAsync(url, token), C.GetAsync(url, token), D.GetAsync(url, token));
    }
}
