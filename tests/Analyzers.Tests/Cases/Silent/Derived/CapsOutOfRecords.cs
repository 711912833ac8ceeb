using AsyncJobs;

public record Limit(string Name, TimeSpan Timeout);

public record Interval(string Name, TimeSpan Every);

public sealed class Function(HttpClient http)
{
    private static readonly List<Limit> s_list = [new("a", TimeSpan.FromSeconds(3)), new("b", TimeSpan.FromSeconds(4))];
    private static readonly List<Interval> s_intervals = [new("a", TimeSpan.FromSeconds(3))];

    public async Task<string> Lesser(string url, InvocationBudget budget)
    {
        TimeSpan longest = s_list.Max(l => l.Timeout);
        using var cts = new CancellationTokenSource(longest < budget.Remaining ? longest : budget.Remaining);
        return await http.GetStringAsync(url, cts.Token);
    }

    public async Task<string> LesserOfEach(string url, InvocationBudget budget)
    {
        TimeSpan left = budget.Remaining;
        using var cts = new CancellationTokenSource(s_list.Select(l => l.Timeout < left ? l.Timeout : left).First());
        return await http.GetStringAsync(url, cts.Token);
    }

    public async Task<string> LesserAfterAnother(string url, InvocationBudget budget)
    {
        TimeSpan left = budget.Remaining;
        using var cts = new CancellationTokenSource(s_list.Select(l => l.Timeout).Select(t => t < left ? t : left).First());
        return await http.GetStringAsync(url, cts.Token);
    }

    public async Task<string> Appended(string url, InvocationBudget budget)
    {
        using var cts = new CancellationTokenSource(s_list.Select(l => l.Timeout).Append(budget.Remaining).Min());
        return await http.GetStringAsync(url, cts.Token);
    }

    public async Task<string> CapOutOfARecord(string url, InvocationBudget budget)
    {
        var (_, t) = s_list[0];
        using var cts = CancellationTokenSource.CreateLinkedTokenSource(budget.Token);
        cts.CancelAfter(t);
        return await http.GetStringAsync(url, cts.Token);
    }

    public async Task<string> CapOutOfAPattern(string url, InvocationBudget budget)
    {
        if (s_list[0] is { Timeout: var t })
        {
            using var cts = CancellationTokenSource.CreateLinkedTokenSource(budget.Token);
            cts.CancelAfter(t);
            return await http.GetStringAsync(url, cts.Token);
        }
        return "";
    }

    public async Task<string> OnlyForDelays(string url)
    {
        foreach (var (_, t) in s_intervals)
        {
            using var cts = new CancellationTokenSource(t);
            await Task.Delay(1000, cts.Token);
        }
        var (_, wait) = s_intervals[0];
        await Task.Delay(wait);
        return s_intervals.Max(i => i.Every) > TimeSpan.Zero ? "" : url;
    }

    public async Task<string> AggregatedWithWhatRemains(string url, InvocationBudget budget)
    {
        using var cts = new CancellationTokenSource(s_list.Aggregate(budget.Remaining, (left, l) => l.Timeout < left ? l.Timeout : left));
        return await http.GetStringAsync(url, cts.Token);
    }
}
