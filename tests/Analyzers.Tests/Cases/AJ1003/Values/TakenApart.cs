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

    public async Task<string> Deconstructed(string url)
    {
        var (_, t) = s_list[0];
        using var cts = {|AJ1003:new CancellationTokenSource(t)|};
        return await http.GetStringAsync(url, cts.Token);
    }

    public async Task<string> DeconstructedFromALocal(string url)
    {
        Limit l = s_list.Single(x => x.Name == url);
        (_, TimeSpan t) = l;
        using var cts = {|AJ1003:new CancellationTokenSource(t)|};
        return await http.GetStringAsync(url, cts.Token);
    }

    public async Task<string> AssignedApart(string url)
    {
        TimeSpan t;
        (_, t) = s_list[0];
        using var cts = {|AJ1003:new CancellationTokenSource(t)|};
        return await http.GetStringAsync(url, cts.Token);
    }

    public async Task<string> InALoop(string url)
    {
        foreach (var (_, t) in s_list)
        {
            using var cts = {|AJ1003:new CancellationTokenSource(t)|};
            return await http.GetStringAsync(url, cts.Token);
        }

        return "";
    }

    public async Task<string> ByPosition(string url)
    {
        if (s_list[0] is (_, var t))
        {
            using var cts = {|AJ1003:new CancellationTokenSource(t)|};
            return await http.GetStringAsync(url, cts.Token);
        }

        return "";
    }
}
