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

    public async Task<string> ByProperty(string url)
    {
        if (s_list[0] is { Timeout: var t })
        {
            using var cts = {|AJ1003:new CancellationTokenSource(t)|};
            return await http.GetStringAsync(url, cts.Token);
        }

        return "";
    }

    public async Task<string> ByTypedProperty(string url)
    {
        if (s_list[0] is { Timeout: TimeSpan t })
        {
            using var cts = {|AJ1003:new CancellationTokenSource(t)|};
            return await http.GetStringAsync(url, cts.Token);
        }

        return "";
    }

    public async Task<string> InAListPattern(string url)
    {
        if (s_list is [{ Timeout: var t }, ..])
        {
            using var cts = {|AJ1003:new CancellationTokenSource(t)|};
            return await http.GetStringAsync(url, cts.Token);
        }

        return "";
    }

    public async Task<string> InASwitch(string url)
    {
        TimeSpan t = s_list[0] switch { { Name: "a", Timeout: var x } => x, _ => Timeout.InfiniteTimeSpan };
        using var cts = {|AJ1003:new CancellationTokenSource(t)|};
        return await http.GetStringAsync(url, cts.Token);
    }

    public async Task<string> Nested(string url)
    {
        if (new { L = s_list[0] } is { L.Timeout: var t })
        {
            using var cts = {|AJ1003:new CancellationTokenSource(t)|};
            return await http.GetStringAsync(url, cts.Token);
        }

        return "";
    }
}
