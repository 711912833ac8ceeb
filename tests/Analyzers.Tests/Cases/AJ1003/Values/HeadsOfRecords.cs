// The time is reported where it is put into the record.
public record Deconstructed(string Name, TimeSpan Timeout);

public record Looped(string Name, TimeSpan Timeout);

public record Positional(string Name, TimeSpan Timeout);

public record Matched(string Name, TimeSpan Timeout);

public record Switched(string Name, TimeSpan Timeout);

public record Keyed(string Name, TimeSpan Timeout);

public record Tried(string Name, TimeSpan Timeout);

public record Longest(string Name, TimeSpan Timeout);

public record Average(string Name, TimeSpan Timeout);

public record Chosen(string Name, TimeSpan Timeout);

public record Queried(string Name, TimeSpan Timeout);

public record Looked(string Name, TimeSpan Timeout);

public record Aggregated(string Name, TimeSpan Timeout);

public record Grouped(string Name, TimeSpan Timeout);

public sealed class Function(HttpClient http)
{
    private static readonly List<Deconstructed> s_deconstructed = [new("a", {|AJ1003:TimeSpan.FromSeconds(3)|}), new("b", {|AJ1003:TimeSpan.FromSeconds(4)|})];

    private static readonly List<Looped> s_looped = [new("a", {|AJ1003:TimeSpan.FromSeconds(3)|}), new("b", {|AJ1003:TimeSpan.FromSeconds(4)|})];

    private static readonly List<Positional> s_positional = [new("a", {|AJ1003:TimeSpan.FromSeconds(3)|}), new("b", {|AJ1003:TimeSpan.FromSeconds(4)|})];

    private static readonly List<Matched> s_matched = [new("a", {|AJ1003:TimeSpan.FromSeconds(3)|}), new("b", {|AJ1003:TimeSpan.FromSeconds(4)|})];

    private static readonly List<Switched> s_switched = [new("a", {|AJ1003:TimeSpan.FromSeconds(3)|}), new("b", {|AJ1003:TimeSpan.FromSeconds(4)|})];

    private static readonly List<Keyed> s_keyed = [new("a", {|AJ1003:TimeSpan.FromSeconds(3)|}), new("b", {|AJ1003:TimeSpan.FromSeconds(4)|})];

    private static readonly List<Tried> s_tried = [new("a", {|AJ1003:TimeSpan.FromSeconds(3)|}), new("b", {|AJ1003:TimeSpan.FromSeconds(4)|})];

    private static readonly List<Longest> s_longest = [new("a", {|AJ1003:TimeSpan.FromSeconds(3)|}), new("b", {|AJ1003:TimeSpan.FromSeconds(4)|})];

    private static readonly List<Average> s_average = [new("a", {|AJ1003:TimeSpan.FromSeconds(3)|}), new("b", {|AJ1003:TimeSpan.FromSeconds(4)|})];

    private static readonly List<Chosen> s_chosen = [new("a", {|AJ1003:TimeSpan.FromSeconds(3)|}), new("b", {|AJ1003:TimeSpan.FromSeconds(4)|})];

    private static readonly List<Queried> s_queried = [new("a", {|AJ1003:TimeSpan.FromSeconds(3)|}), new("b", {|AJ1003:TimeSpan.FromSeconds(4)|})];

    private static readonly List<Looked> s_looked = [new("a", {|AJ1003:TimeSpan.FromSeconds(3)|}), new("b", {|AJ1003:TimeSpan.FromSeconds(4)|})];

    private static readonly List<Aggregated> s_aggregated = [new("a", {|AJ1003:TimeSpan.FromSeconds(3)|}), new("b", {|AJ1003:TimeSpan.FromSeconds(4)|})];

    private static readonly List<Grouped> s_grouped = [new("a", {|AJ1003:TimeSpan.FromSeconds(3)|}), new("b", {|AJ1003:TimeSpan.FromSeconds(4)|})];

    public async Task<string> ReadDeconstructed(string url)
    {
        var (_, t) = s_deconstructed[0];
        using var cts = new CancellationTokenSource(t);
        return await http.GetStringAsync(url, cts.Token);
    }

    public async Task<string> ReadLooped(string url)
    {
        foreach (var (_, t) in s_looped)
        {
            using var cts = new CancellationTokenSource(t);
            return await http.GetStringAsync(url, cts.Token);
        }

        return "";
    }

    public async Task<string> ReadPositional(string url)
    {
        if (s_positional[0] is (_, var t))
        {
            using var cts = new CancellationTokenSource(t);
            return await http.GetStringAsync(url, cts.Token);
        }

        return "";
    }

    public async Task<string> ReadMatched(string url)
    {
        if (s_matched[0] is { Timeout: var t })
        {
            using var cts = new CancellationTokenSource(t);
            return await http.GetStringAsync(url, cts.Token);
        }

        return "";
    }

    public async Task<string> ReadSwitched(string url)
    {
        TimeSpan t = s_switched[0] switch { { Name: "a", Timeout: var x } => x, _ => Timeout.InfiniteTimeSpan };
        using var cts = new CancellationTokenSource(t);
        return await http.GetStringAsync(url, cts.Token);
    }

    public async Task<string> ReadKeyed(string url)
    {
        using var cts = new CancellationTokenSource(s_keyed.ToDictionary(l => l.Name, l => l.Timeout)["a"]);
        return await http.GetStringAsync(url, cts.Token);
    }

    public async Task<string> ReadTried(string url)
    {
        Dictionary<string, TimeSpan> table = s_tried.ToDictionary(l => l.Name, l => l.Timeout);
        if (!table.TryGetValue(url, out TimeSpan t)) return "";
        using var cts = new CancellationTokenSource(t);
        return await http.GetStringAsync(url, cts.Token);
    }

    public async Task<string> ReadLongest(string url)
    {
        using var cts = new CancellationTokenSource(s_longest.Max(l => l.Timeout));
        return await http.GetStringAsync(url, cts.Token);
    }

    public async Task<string> ReadAverage(string url)
    {
        using var cts = new CancellationTokenSource(TimeSpan.FromSeconds(s_average.Average(l => l.Timeout.TotalSeconds)));
        return await http.GetStringAsync(url, cts.Token);
    }

    public async Task<string> ReadChosen(string url)
    {
        using var cts = new CancellationTokenSource(s_chosen.Where(l => l.Name == url).Select(l => l.Timeout).FirstOrDefault());
        return await http.GetStringAsync(url, cts.Token);
    }

    public async Task<string> ReadQueried(string url)
    {
        using var cts = new CancellationTokenSource((from l in s_queried where l.Name == url select l.Timeout).First());
        return await http.GetStringAsync(url, cts.Token);
    }

    public async Task<string> ReadLooked(string url)
    {
        ILookup<string, TimeSpan> table = s_looked.ToLookup(l => l.Name, l => l.Timeout);
        using var cts = new CancellationTokenSource(table[url].First());
        return await http.GetStringAsync(url, cts.Token);
    }

    public async Task<string> ReadAggregated(string url)
    {
        using var cts = new CancellationTokenSource(s_aggregated.Aggregate(TimeSpan.Zero, (sum, l) => sum + l.Timeout));
        return await http.GetStringAsync(url, cts.Token);
    }

    public async Task<string> ReadGrouped(string url)
    {
        using var cts = new CancellationTokenSource(s_grouped.GroupBy(l => l.Name).Select(g => g.Max(l => l.Timeout)).First());
        return await http.GetStringAsync(url, cts.Token);
    }
}
