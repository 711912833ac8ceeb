// libraries: AmazonLambdaCore, MicrosoftExtensionsConfiguration
using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Collections.ObjectModel;
using Microsoft.Extensions.Configuration;

public record Limit(string Name, TimeSpan Timeout);
public record struct Pair(string Name, int Seconds);
public class Rule { public required string Name { get; init; } public TimeSpan Timeout { get; init; } }
public enum Mode { Bus, Tram }

public class Calls(HttpClient http)
{
    private static readonly FrozenDictionary<string, TimeSpan> s_frozen = new Dictionary<string, TimeSpan> { ["a"] = TimeSpan.FromSeconds(2) }.ToFrozenDictionary();
    private static readonly ImmutableDictionary<string, TimeSpan> s_immutable = ImmutableDictionary<string, TimeSpan>.Empty.Add("a", TimeSpan.FromSeconds(2));
    private static readonly ReadOnlyDictionary<string, TimeSpan> s_readOnly = new(new Dictionary<string, TimeSpan> { ["a"] = TimeSpan.FromSeconds(2) });
    private static readonly IReadOnlyDictionary<string, int> s_seconds = new Dictionary<string, int> { ["a"] = 2 };
    private static readonly List<Limit> s_records = [new("a", {|AJ1003:TimeSpan.FromSeconds(2)|}), new("b", {|AJ1003:TimeSpan.FromSeconds(3)|})];
    private static readonly Pair[] s_pairs = [new("a", {|AJ1003:2|}), new("b", {|AJ1003:3|})];
    private static readonly Rule[] s_rules = [new() { Name = "a", Timeout = TimeSpan.FromSeconds(2) }];
    private static readonly (string Name, TimeSpan Time)[] s_tuples = [("a", TimeSpan.FromSeconds(2))];
    private static readonly Dictionary<string, Limit> s_keyed = new() { ["a"] = new("a", {|AJ1003:TimeSpan.FromSeconds(2)|}) };
    private static readonly Dictionary<string, Dictionary<string, TimeSpan>> s_nested = new() { ["a"] = new() { ["b"] = TimeSpan.FromSeconds(2) } };
    private static readonly TimeSpan[][] s_jagged = [[TimeSpan.FromSeconds(2)], [TimeSpan.FromSeconds(3)]];
    private static readonly ConcurrentDictionary<string, TimeSpan> s_made = new();
    private static readonly ConcurrentQueue<TimeSpan> s_queue = new([TimeSpan.FromSeconds(2)]);
    private static readonly SortedList<int, TimeSpan> s_sorted = new() { { 1, TimeSpan.FromSeconds(2) } };
    private static readonly ImmutableArray<TimeSpan> s_array = [TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2)];

    public async Task<string> Frozen(string m) { using var s = {|AJ1003:new CancellationTokenSource(s_frozen[m])|}; return await http.GetStringAsync("x", s.Token); }
    public async Task<string> Immutable(string m) { using var s = {|AJ1003:new CancellationTokenSource(s_immutable[m])|}; return await http.GetStringAsync("x", s.Token); }
    public async Task<string> ReadOnly(string m) { using var s = {|AJ1003:new CancellationTokenSource(s_readOnly[m])|}; return await http.GetStringAsync("x", s.Token); }
    public async Task<string> Seconds(string m) { using var s = {|AJ1003:new CancellationTokenSource(TimeSpan.FromSeconds(s_seconds[m]))|}; return await http.GetStringAsync("x", s.Token); }
    public async Task<string> SecondsOut(string m)
    {
        if (!s_seconds.TryGetValue(m, out int seconds)) seconds = 5;
        using var s = {|AJ1003:new CancellationTokenSource(seconds * 1000)|};
        return await http.GetStringAsync("x", s.Token);
    }
    public async Task<string> Record(string m) { using var s = new CancellationTokenSource(s_records.First(r => r.Name == m).Timeout); return await http.GetStringAsync("x", s.Token); }
    public async Task<string> RecordOrNull(string m) { using var s = {|AJ1003:new CancellationTokenSource(s_records.Find(r => r.Name == m)?.Timeout ?? TimeSpan.FromSeconds(1))|}; return await http.GetStringAsync("x", s.Token); }
    public async Task<string> Struct(string m) { using var s = new CancellationTokenSource(TimeSpan.FromSeconds(s_pairs.Single(r => r.Name == m).Seconds)); return await http.GetStringAsync("x", s.Token); }
    public async Task<string> OfRule(string m) { using var s = {|AJ1003:new CancellationTokenSource(s_rules.First(r => r.Name == m).Timeout)|}; return await http.GetStringAsync("x", s.Token); }
    public async Task<string> Query(string m) { using var s = {|AJ1003:new CancellationTokenSource((from r in s_rules where r.Name == m select r.Timeout).First())|}; return await http.GetStringAsync("x", s.Token); }
    public async Task<string> Selected(string m) { using var s = new CancellationTokenSource(s_records.Where(r => r.Name == m).Select(r => r.Timeout).FirstOrDefault()); return await http.GetStringAsync("x", s.Token); }
    public async Task<string> Tuple(string m) { using var s = {|AJ1003:new CancellationTokenSource(s_tuples.First(t => t.Name == m).Time)|}; return await http.GetStringAsync("x", s.Token); }
    public async Task<string> Keyed(string m) { using var s = new CancellationTokenSource(s_keyed[m].Timeout); return await http.GetStringAsync("x", s.Token); }
    public async Task<string> KeyedOut(string m)
    {
        if (!s_keyed.TryGetValue(m, out Limit? limit)) return "";
        using var s = new CancellationTokenSource(limit.Timeout);
        return await http.GetStringAsync("x", s.Token);
    }
    public async Task<string> KeyedPattern(string m)
    {
        if (!s_keyed.TryGetValue(m, out var limit) || limit is not { Timeout: var time }) return "";
        using var s = new CancellationTokenSource(time);
        return await http.GetStringAsync("x", s.Token);
    }
    public async Task<string> Nested(string m) { using var s = {|AJ1003:new CancellationTokenSource(s_nested[m]["b"])|}; return await http.GetStringAsync("x", s.Token); }
    public async Task<string> Jagged(int m) { using var s = {|AJ1003:new CancellationTokenSource(s_jagged[m][0])|}; return await http.GetStringAsync("x", s.Token); }
    public async Task<string> Made(string m) { using var s = {|AJ1003:new CancellationTokenSource(s_made.GetOrAdd(m, _ => TimeSpan.FromSeconds(3)))|}; return await http.GetStringAsync("x", s.Token); }
    public async Task<string> Queued()
    {
        if (!s_queue.TryDequeue(out TimeSpan limit)) limit = TimeSpan.FromSeconds(1);
        using var s = {|AJ1003:new CancellationTokenSource(limit)|};
        return await http.GetStringAsync("x", s.Token);
    }
    public async Task<string> Sorted() { using var s = {|AJ1003:new CancellationTokenSource(s_sorted.Values[0])|}; return await http.GetStringAsync("x", s.Token); }
    public async Task<string> OfArray(int m) { using var s = {|AJ1003:new CancellationTokenSource(s_array[m])|}; return await http.GetStringAsync("x", s.Token); }
    public async Task<string> FromEnd() { using var s = {|AJ1003:new CancellationTokenSource(s_array[^1])|}; return await http.GetStringAsync("x", s.Token); }
    public async Task<string> Enumerated(Mode mode)
    {
        using var s = {|AJ1003:new CancellationTokenSource(mode switch { Mode.Bus => TimeSpan.FromSeconds(2), Mode.Tram => TimeSpan.FromSeconds(3), _ => throw new ArgumentException() })|};
        return await http.GetStringAsync("x", s.Token);
    }
    public async Task<string> Statement(Mode mode)
    {
        TimeSpan limit;
        switch (mode)
        {
            case Mode.Bus: limit = TimeSpan.FromSeconds(2); break;
            default: limit = TimeSpan.FromSeconds(5); break;
        }
        using var s = {|AJ1003:new CancellationTokenSource(limit)|};
        return await http.GetStringAsync("x", s.Token);
    }
    public async Task Each()
    {
        foreach (KeyValuePair<string, Limit> pair in s_keyed)
        {
            using var s = new CancellationTokenSource(pair.Value.Timeout);
            await http.GetStringAsync(pair.Key, s.Token);
        }
        foreach ((string name, TimeSpan time) in s_tuples)
        {
            using var s = {|AJ1003:new CancellationTokenSource(time)|};
            await http.GetStringAsync(name, s.Token);
        }
        foreach (var (name, time) in s_records)
        {
            using var s = new CancellationTokenSource(time);
            await http.GetStringAsync(name, s.Token);
        }
    }
    public async Task<string> Configured(IConfiguration configuration, string m)
    {
        Dictionary<string, TimeSpan> limits = configuration.GetSection("limits").Get<Dictionary<string, TimeSpan>>()!;
        using var s = {|AJ1003:new CancellationTokenSource(limits[m])|};
        return await http.GetStringAsync("x", s.Token);
    }
    public async Task<string> After(string m)
    {
        using var s = new CancellationTokenSource();
        {|AJ1003:s.CancelAfter(s_keyed.GetValueOrDefault(m)?.Timeout ?? TimeSpan.FromSeconds(3))|};
        return await http.GetStringAsync("x", s.Token);
    }
    public async Task<string> Local(string m)
    {
        var limits = new Dictionary<string, TimeSpan>();
        limits["a"] = TimeSpan.FromSeconds(2);
        limits.TryAdd("b", TimeSpan.FromSeconds(3));
        using var s = {|AJ1003:new CancellationTokenSource(limits[m])|};
        return await http.GetStringAsync("x", s.Token);
    }
    public async Task<string> Method(string m) { using var s = {|AJ1003:new CancellationTokenSource(LimitOf(m))|}; return await http.GetStringAsync("x", s.Token); }
    private static TimeSpan LimitOf(string m) => s_keyed.TryGetValue(m, out Limit? limit) ? limit.Timeout : TimeSpan.FromSeconds(9);
}
