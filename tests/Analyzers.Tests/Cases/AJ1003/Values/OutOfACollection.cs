// libraries: AmazonLambdaCore
using Amazon.Lambda.Core;

public record Route(string Name, TimeSpan Limit);

public class Function(HttpClient http)
{
    private static readonly Dictionary<string, TimeSpan> s_limits = new() { ["bus"] = TimeSpan.FromSeconds(4), ["tram"] = TimeSpan.FromSeconds(6) };
    private static readonly List<int> s_seconds = [4, 6];
    private static readonly Dictionary<string, Route> s_routes = new() { { "bus", new Route("bus", {|AJ1003:TimeSpan.FromSeconds(4)|}) } };
    private static readonly Route[] s_list = [new("bus", {|AJ1003:TimeSpan.FromSeconds(4)|})];
    private readonly Dictionary<string, TimeSpan> _filled = [];

    public Function(HttpClient http, bool isFast)
        : this(http)
    {
        _filled["bus"] = TimeSpan.FromSeconds(isFast ? 2 : 9);
        _filled.Add("tram", TimeSpan.FromSeconds(3));
    }

    public async Task<string> Handle(string mode, ILambdaContext context)
    {
        using var source = {|AJ1003:new CancellationTokenSource(s_limits[mode])|};
        return await http.GetStringAsync("x", source.Token);
    }

    public async Task<string> Tried(string mode)
    {
        if (!s_limits.TryGetValue(mode, out TimeSpan limit))
            return "";

        using var source = {|AJ1003:new CancellationTokenSource(limit)|};
        return await http.GetStringAsync("x", source.Token);
    }

    public async Task<string> Counted(int index)
    {
        using var source = {|AJ1003:new CancellationTokenSource(TimeSpan.FromSeconds(s_seconds[index]))|};
        return await http.GetStringAsync("x", source.Token);
    }

    public async Task<string> Routed(string mode)
    {
        using var source = new CancellationTokenSource(s_routes[mode].Limit);
        return await http.GetStringAsync("x", source.Token);
    }

    public async Task<string> First(string mode)
    {
        Route route = s_list.First(one => one.Name == mode);
        using var source = new CancellationTokenSource(route.Limit);
        return await http.GetStringAsync("x", source.Token);
    }

    public async Task<string> Switched(string mode)
    {
        TimeSpan limit;
        switch (mode)
        {
            case "bus":
                limit = TimeSpan.FromSeconds(4);
                break;
            default:
                limit = TimeSpan.FromSeconds(6);
                break;
        }

        using var source = {|AJ1003:new CancellationTokenSource(limit)|};
        return await http.GetStringAsync("x", source.Token);
    }

    public async Task<string> Filled(string mode)
    {
        using var source = {|AJ1003:new CancellationTokenSource(_filled[mode])|};
        return await http.GetStringAsync("x", source.Token);
    }

    public async Task<string> Defaulted(string mode)
    {
        using var source = {|AJ1003:new CancellationTokenSource(s_limits.GetValueOrDefault(mode))|};
        return await http.GetStringAsync("x", source.Token);
    }
}
