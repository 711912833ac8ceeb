public record Limit
{
    public string Name { get; init; } = "";

    public TimeSpan Timeout { get; init; }

    public void Deconstruct(out string name, out TimeSpan timeout) => (name, timeout) = (Name, Timeout);
}

public sealed class Function(HttpClient http)
{
    private static readonly List<Limit> s_list =
    [
        new() { Name = "a", Timeout = TimeSpan.FromSeconds(3) }, new() { Name = "b", Timeout = TimeSpan.FromSeconds(4) },
    ];

    public async Task<string> OutOfADictionary(string url)
    {
        using var cts = {|AJ1003:new CancellationTokenSource(s_list.ToDictionary(l => l.Name, l => l.Timeout)["a"])|};
        return await http.GetStringAsync(url, cts.Token);
    }

    public async Task<string> FoundByName(string url)
    {
        var byName = s_list.ToDictionary(l => l.Name);
        using var cts = {|AJ1003:new CancellationTokenSource(byName["a"].Timeout)|};
        return await http.GetStringAsync(url, cts.Token);
    }

    public async Task<string> TriedOutOfADictionary(string url)
    {
        Dictionary<string, TimeSpan> table = s_list.ToDictionary(l => l.Name, l => l.Timeout);
        if (!table.TryGetValue(url, out TimeSpan t)) return "";
        using var cts = {|AJ1003:new CancellationTokenSource(t)|};
        return await http.GetStringAsync(url, cts.Token);
    }

    public async Task<string> LookedUp(string url)
    {
        ILookup<string, TimeSpan> table = s_list.ToLookup(l => l.Name, l => l.Timeout);
        using var cts = {|AJ1003:new CancellationTokenSource(table[url].First())|};
        return await http.GetStringAsync(url, cts.Token);
    }

    public async Task<string> Longest(string url)
    {
        using var cts = {|AJ1003:new CancellationTokenSource(s_list.Max(l => l.Timeout))|};
        return await http.GetStringAsync(url, cts.Token);
    }

    public async Task<string> Shortest(string url)
    {
        using var cts = {|AJ1003:new CancellationTokenSource(s_list.Min(l => l.Timeout))|};
        return await http.GetStringAsync(url, cts.Token);
    }

    public async Task<string> OnAverage(string url)
    {
        using var cts = {|AJ1003:new CancellationTokenSource(TimeSpan.FromSeconds(s_list.Average(l => l.Timeout.TotalSeconds)))|};
        return await http.GetStringAsync(url, cts.Token);
    }

    public async Task<string> Together(string url)
    {
        using var cts = {|AJ1003:new CancellationTokenSource(TimeSpan.FromMilliseconds(s_list.Sum(l => l.Timeout.TotalMilliseconds)))|};
        return await http.GetStringAsync(url, cts.Token);
    }

    public async Task<string> LongestOfThese(string url)
    {
        using var cts = {|AJ1003:new CancellationTokenSource(s_list.Select(l => l.Timeout).Max())|};
        return await http.GetStringAsync(url, cts.Token);
    }

    public async Task<string> TheLongest(string url)
    {
        using var cts = {|AJ1003:new CancellationTokenSource(s_list.MaxBy(x => x.Timeout)!.Timeout)|};
        return await http.GetStringAsync(url, cts.Token);
    }

    public async Task<string> Chosen(string url)
    {
        using var cts = {|AJ1003:new CancellationTokenSource(s_list.Where(l => l.Name == url).Select(l => l.Timeout).FirstOrDefault())|};
        return await http.GetStringAsync(url, cts.Token);
    }

    public async Task<string> Queried(string url)
    {
        using var cts = {|AJ1003:new CancellationTokenSource((from l in s_list where l.Name == url select l.Timeout).First())|};
        return await http.GetStringAsync(url, cts.Token);
    }

    public async Task<string> Aggregated(string url)
    {
        using var cts = {|AJ1003:new CancellationTokenSource(s_list.Aggregate(TimeSpan.Zero, (sum, l) => sum + l.Timeout))|};
        return await http.GetStringAsync(url, cts.Token);
    }

    public async Task<string> Grouped(string url)
    {
        using var cts = {|AJ1003:new CancellationTokenSource(s_list.GroupBy(l => l.Name).Select(g => g.Max(l => l.Timeout)).First())|};
        return await http.GetStringAsync(url, cts.Token);
    }
}
