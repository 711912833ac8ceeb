using AsyncJobs;

public record Limit(TimeSpan Most);

public sealed class Function(HttpClient http)
{
    private static readonly Limit s_cap = new(TimeSpan.FromSeconds(5));

    public async Task<string> Capped(string url, InvocationBudget budget)
    {
        using var cts = CancellationTokenSource.CreateLinkedTokenSource(budget.Token);
        cts.CancelAfter(s_cap.Most);
        return await http.GetStringAsync(url, cts.Token);
    }

    public async Task<string> Left(string url, InvocationBudget budget)
    {
        Limit left = new(budget.Remaining);
        using var cts = new CancellationTokenSource(left.Most);
        return await http.GetStringAsync(url, cts.Token);
    }

    public async Task<string> Apart(string url, InvocationBudget budget)
    {
        if (new Limit(budget.Remaining) is { Most: var left })
        {
            using var cts = new CancellationTokenSource(left);
            return await http.GetStringAsync(url, cts.Token);
        }
        return "";
    }

    public Task<string> Handed(string url, InvocationBudget budget) => Get(url, new Limit(budget.Remaining));

    private async Task<string> Get(string url, Limit limit)
    {
        using var cts = new CancellationTokenSource(limit.Most);
        return await http.GetStringAsync(url, cts.Token);
    }
}

public sealed class Caller(HttpClient http, Limit limit)
{
    public static Caller Make(HttpClient http, InvocationBudget budget) => new(http, new Limit(budget.Remaining));

    public async Task<string> Get(string url)
    {
        using var cts = new CancellationTokenSource(limit.Most);
        return await http.GetStringAsync(url, cts.Token);
    }
}
