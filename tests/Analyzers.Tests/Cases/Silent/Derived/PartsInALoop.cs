using AsyncJobs;

public record Part(string Url, TimeSpan Limit);

public class Calls(HttpClient http)
{
    public async Task Records(string[] urls, InvocationBudget budget)
    {
        List<Part> parts = [.. urls.Select(url => new Part(url, budget.Remaining / urls.Length))];
        foreach (var (url, limit) in parts)
        {
            using CancellationTokenSource cts = new();
            cts.CancelAfter(limit);
            await http.GetStringAsync(url, cts.Token);
        }
    }

    public async Task Tuples(string[] urls, InvocationBudget budget)
    {
        IEnumerable<(string Url, TimeSpan Limit)> parts = urls.Select(url => (url, budget.Remaining / urls.Length));
        foreach ((string url, TimeSpan limit) in parts)
        {
            using CancellationTokenSource cts = new();
            cts.CancelAfter(limit);
            await http.GetStringAsync(url, cts.Token);
        }
    }

    public async Task Keys(Dictionary<TimeSpan, string> parts)
    {
        foreach (var (limit, url) in parts)
        {
            using CancellationTokenSource cts = new();
            cts.CancelAfter(limit);
            await http.GetStringAsync(url, cts.Token);
        }
    }
}
