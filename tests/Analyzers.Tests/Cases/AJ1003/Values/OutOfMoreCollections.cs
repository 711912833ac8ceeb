// libraries: AmazonLambdaCore
using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;

public class Quotes(HttpClient http)
{
    private static readonly TimeSpan[] s_braces = { TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2) };
    private static readonly int[] s_numbers = { 1, 2 };
    private static readonly ImmutableArray<TimeSpan> s_array = ImmutableArray.Create(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2));
    private static readonly ImmutableList<TimeSpan> s_list = ImmutableList.Create(TimeSpan.FromSeconds(1));
    private static readonly ImmutableDictionary<string, TimeSpan> s_immutable =
        ImmutableDictionary<string, TimeSpan>.Empty.Add("bus", TimeSpan.FromSeconds(3));
    private static readonly FrozenDictionary<string, TimeSpan> s_frozen =
        new Dictionary<string, TimeSpan> { ["bus"] = TimeSpan.FromSeconds(4) }.ToFrozenDictionary();
    private static readonly (string Mode, TimeSpan Limit)[] s_pairs = [("bus", TimeSpan.FromSeconds(1))];
    private static readonly Dictionary<string, int> s_selected = s_pairs.ToDictionary(pair => pair.Mode, pair => (int)pair.Limit.TotalSeconds);
    private static readonly ILookup<string, TimeSpan> s_lookup =
        new[] { "bus", "tram" }.ToLookup(mode => mode, mode => TimeSpan.FromSeconds(4));
    private static readonly Dictionary<string, TimeSpan> s_keyed = new() { ["bus"] = TimeSpan.FromSeconds(4) };
    private static readonly ConcurrentDictionary<string, TimeSpan> s_made = new();

    public Task<string> Braces(int number) => Get({|AJ1003:new CancellationTokenSource(s_braces[number])|});

    public Task<string> Numbers(int number) => Get({|AJ1003:new CancellationTokenSource(TimeSpan.FromSeconds(s_numbers[number]))|});

    public Task<string> Array(int number) => Get({|AJ1003:new CancellationTokenSource(s_array[number])|});

    public Task<string> List(int number) => Get({|AJ1003:new CancellationTokenSource(s_list[number])|});

    public Task<string> Immutable(string mode) => Get({|AJ1003:new CancellationTokenSource(s_immutable[mode])|});

    public Task<string> Frozen(string mode) => Get({|AJ1003:new CancellationTokenSource(s_frozen[mode])|});

    public Task<string> Selected(string mode) => Get({|AJ1003:new CancellationTokenSource(TimeSpan.FromSeconds(s_selected[mode]))|});

    public Task<string> Lookup(string mode) => Get({|AJ1003:new CancellationTokenSource(s_lookup[mode].First())|});

    public Task<string> Made(string mode) => Get({|AJ1003:new CancellationTokenSource(s_made.GetOrAdd(mode, _ => TimeSpan.FromSeconds(3)))|});

    public Task<string> MadeBefore(string mode) => Get({|AJ1003:new CancellationTokenSource(s_made[mode])|});

    public async Task Pairs()
    {
        foreach ((string mode, TimeSpan limit) in s_pairs)
            await Get({|AJ1003:new CancellationTokenSource(limit)|});
        foreach (var (mode, limit) in s_keyed)
            await Get({|AJ1003:new CancellationTokenSource(limit)|});
        foreach (var pair in s_pairs)
            await Get({|AJ1003:new CancellationTokenSource(pair.Limit)|});
    }

    private async Task<string> Get(CancellationTokenSource source) => await http.GetStringAsync("quotes", source.Token);
}
