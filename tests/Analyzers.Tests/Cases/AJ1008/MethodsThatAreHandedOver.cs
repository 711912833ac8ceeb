// libraries: AmazonLambdaCore, AspNetCore
// Whoever calls the delegate runs the method.
using Amazon.Lambda.Core;
using AsyncJobs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

public class Skill
{
    private readonly IDictionary<string, Func<string, string>> _handlers;
    private readonly Dictionary<string, Func<string, Task<string>>> _others = [];
    private readonly Dictionary<string, Action<string>> _atStart;
    private readonly Lazy<string> _once;

    public Skill()
    {
        _handlers = new Dictionary<string, Func<string, string>> { { "launch", Launch }, { "ask", Ask } };
        _others.Add("tell", Tell);
        _atStart = new() { ["load"] = Load };
        foreach (Action<string> start in _atStart.Values)
            start("https://settings.example");
        _once = new Lazy<string>(LoadOnce);
    }

    public event Action<string>? Changed;

    public async Task<string> Handle(string intent, ILambdaContext context)
    {
        using InvocationBudget budget = context.CreateBudget();
        if (_others.TryGetValue(intent, out Func<string, Task<string>>? other))
            return await other(intent);

        Func<string, CancellationToken, Task<string>> choice = intent.Length > 3 ? Long : Short;
        return _handlers[intent](intent) + await choice(intent, budget.Token) + _once.Value
            + string.Concat(await Task.WhenAll(new[] { intent }.Select(Each)));
    }

    public void Watch() => Changed += OnChanged;

    public string Launch(string text) => text;

    public string Ask(string text) => Answer(text).Result;

    private static async Task<string> Answer(string text)
    {
        HttpClient client = {|AJ1008:new() { BaseAddress = new Uri(text) }|};
        return await client.GetStringAsync("", InvocationBudget.Current.Token);
    }

    private async Task<string> Tell(string text)
    {
        using HttpClient client = {|AJ1008:new()|};
        return await client.GetStringAsync(text, InvocationBudget.Current.Token);
    }

    private static async Task<string> Long(string text, CancellationToken token)
    {
        using HttpClient client = {|AJ1008:new()|};
        return await client.GetStringAsync(text, token);
    }

    private static async Task<string> Short(string text, CancellationToken token)
    {
        using HttpClient client = {|AJ1008:new()|};
        return await client.GetStringAsync(text, token);
    }

    private static async Task<string> Each(string text)
    {
        using HttpClient client = {|AJ1008:new()|};
        using CancellationTokenSource source = new();
        source.Cancel();
        return await client.GetStringAsync(text, source.Token);
    }

    private static void Load(string url)
    {
        using HttpClient client = new();
        using CancellationTokenSource source = new();
        source.Cancel();
        client.GetStringAsync(url, source.Token).Wait();
    }

    private static string LoadOnce()
    {
        using HttpClient client = new();
        using CancellationTokenSource source = new();
        source.Cancel();
        return client.GetStringAsync("https://settings.example", source.Token).Result;
    }

    private void OnChanged(string url)
    {
        using HttpClient client = new();
        using CancellationTokenSource source = new();
        source.Cancel();
        client.GetStringAsync(url, source.Token).Wait();
    }
}

public static class Endpoints
{
    public static void Map(IEndpointRouteBuilder app)
    {
        using HttpClient client = new();
        using CancellationTokenSource source = new();
        source.Cancel();
        client.GetStringAsync("https://settings.example", source.Token).Wait();
        app.MapGet("/pages", Read);
        app.MapPost("/pages", async (string url, CancellationToken token) =>
        {
            using HttpClient http = {|AJ1008:new()|};
            return await http.GetStringAsync(url, token) + await Helped(url, token);
        });
    }

    private static async Task<string> Read(string url, CancellationToken token)
    {
        using HttpClient client = {|AJ1008:new()|};
        return await client.GetStringAsync(url, token);
    }

    private static async Task<string> Helped(string url, CancellationToken token)
    {
        using HttpClient client = {|AJ1008:new()|};
        return await client.GetStringAsync(url, token);
    }
}
