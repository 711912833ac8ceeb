// libraries: AmazonLambdaCore
public class Quotes(HttpClient http)
{
    private static readonly Lazy<TimeSpan> s_lazy = new(() => TimeSpan.FromSeconds(3));
    private static readonly Lazy<TimeSpan> s_once = new(Read, LazyThreadSafetyMode.PublicationOnly);
    private static readonly Func<TimeSpan> s_function = () => TimeSpan.FromSeconds(3);
    private static readonly Dictionary<string, Func<TimeSpan>> s_functions = new() { ["bus"] = () => TimeSpan.FromSeconds(3), ["tram"] = Read };

    public Task<string> Lazy() => Get({|AJ1003:new CancellationTokenSource(s_lazy.Value)|});

    public Task<string> Once() => Get({|AJ1003:new CancellationTokenSource(s_once.Value)|});

    public Task<string> Function() => Get({|AJ1003:new CancellationTokenSource(s_function())|});

    public Task<string> Keyed(string mode) => Get({|AJ1003:new CancellationTokenSource(s_functions[mode]())|});

    public Task<string> Invoked(string mode) => Get({|AJ1003:new CancellationTokenSource(s_functions[mode].Invoke())|});

    public async Task<string> Local(string mode)
    {
        if (!s_functions.TryGetValue(mode, out Func<TimeSpan>? limit))
            return "";

        return await Get({|AJ1003:new CancellationTokenSource(limit())|});
    }

    private static TimeSpan Read() => TimeSpan.Parse(Environment.GetEnvironmentVariable("LIMIT") ?? "0:03");

    private async Task<string> Get(CancellationTokenSource source) => await http.GetStringAsync("quotes", source.Token);
}
