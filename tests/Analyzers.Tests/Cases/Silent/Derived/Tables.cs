// libraries: AmazonLambdaCore
using System.Collections.Frozen;
using AsyncJobs;

public record Limit(string Name, TimeSpan Timeout);
public record Left(string Name, TimeSpan Time);

public class Calls(HttpClient http)
{
    private static readonly Dictionary<string, Limit> s_caps = new() { ["a"] = new("a", TimeSpan.FromSeconds(2)) };
    private static readonly FrozenDictionary<string, double> s_shares = new Dictionary<string, double> { ["a"] = 0.5 }.ToFrozenDictionary();

    public async Task<string> Local(string m, InvocationBudget budget)
    {
        Dictionary<string, TimeSpan> limits = new() { ["a"] = budget.Remaining, ["b"] = budget.Remaining / 2 };
        using var s = new CancellationTokenSource(limits[m]);
        return await http.GetStringAsync("x", s.Token);
    }
    public async Task<string> Records(string m, InvocationBudget budget)
    {
        Left[] limits = [new("a", budget.Remaining), new("b", budget.Remaining * 0.5)];
        using var s = new CancellationTokenSource(limits.First(limit => limit.Name == m).Time);
        return await http.GetStringAsync("x", s.Token);
    }
    public async Task<string> Capped(string m, InvocationBudget budget)
    {
        TimeSpan cap = s_caps[m].Timeout;
        using var s = new CancellationTokenSource(cap < budget.Remaining ? cap : budget.Remaining);
        return await http.GetStringAsync("x", s.Token);
    }
    public async Task<string> Shared(string m, InvocationBudget budget)
    {
        using var s = new CancellationTokenSource(budget.Remaining * s_shares[m]);
        return await http.GetStringAsync("x", s.Token);
    }
    public async Task<string> Linked(string m, InvocationBudget budget)
    {
        using var s = CancellationTokenSource.CreateLinkedTokenSource(budget.Token);
        s.CancelAfter(s_caps.TryGetValue(m, out Limit? limit) ? limit.Timeout : TimeSpan.FromSeconds(4));
        return await http.GetStringAsync("x", s.Token);
    }
    public async Task<string> Tuple(int m, InvocationBudget budget)
    {
        (string, TimeSpan)[] limits = [("a", budget.Remaining)];
        using var s = new CancellationTokenSource(limits[m].Item2);
        return await http.GetStringAsync("x", s.Token);
    }

    public async Task<string> Selected(string m, InvocationBudget budget)
    {
        Left[] limits = [new("a", budget.Remaining), new("b", budget.Remaining * 0.5)];
        using var s = new CancellationTokenSource(limits.Where(limit => limit.Name == m).Select(limit => limit.Time).First());
        return await http.GetStringAsync("x", s.Token);
    }
    public async Task<string> Computed(InvocationBudget budget)
    {
        TimeSpan[] limits = new[] { 0.1, 0.5 }.Select(share => budget.Remaining * share).ToArray();
        using var s = new CancellationTokenSource(limits[^1]);
        return await http.GetStringAsync("x", s.Token);
    }
    public async Task<string> Queried(InvocationBudget budget)
    {
        IEnumerable<TimeSpan> limits = from share in new[] { 0.1, 0.5 } let part = budget.Remaining * share orderby part select part;
        using var s = new CancellationTokenSource(limits.Last());
        return await http.GetStringAsync("x", s.Token);
    }
}
