using AsyncJobs;

public record Limit(TimeSpan Most);

public sealed class Function(HttpClient http)
{
    private static readonly Limit s_cap = new({|AJ1003:TimeSpan.FromSeconds(5)|});

    public Task<string> Left(string url, InvocationBudget budget) => Get(url, new Limit(budget.Remaining));

    public Task<string> Fixed(string url) => Get(url, s_cap);

    private async Task<string> Get(string url, Limit limit)
    {
        using var cts = new CancellationTokenSource(limit.Most);
        return await http.GetStringAsync(url, cts.Token);
    }
}
