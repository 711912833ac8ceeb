// libraries: AmazonLambdaCore, MicrosoftExtensionsHttp
using System.Collections.Concurrent;
using Amazon.Lambda.Core;
using AsyncJobs;
using Microsoft.Extensions.DependencyInjection;

public class Api
{
    private readonly HttpClient _client;

    public Api() => _client = new HttpClient();

    public Api(HttpClient client) => _client = client;

    public Task<string> Get(string url, CancellationToken token) => _client.GetStringAsync(url, token);
}

public class Optional(HttpClient? client = null)
{
    private readonly HttpClient _client = client ?? new HttpClient();

    public Task<string> Get(string url, CancellationToken token) => _client.GetStringAsync(url, token);
}

public static class Holder
{
    private static HttpClient? s_client;

    public static HttpClient Client => s_client!;

    public static void Set(HttpClient client) => s_client = client;
}

public class Function
{
    private static readonly Dictionary<string, HttpClient> s_byName = [];
    private static readonly List<Api> s_all = [];
    private static readonly ConcurrentBag<HttpClient> s_pool = [];
    private static readonly Queue<HttpClient> s_queue = new();
    private static readonly HttpClient s_shared = new();
    private static readonly Api s_own = new();
    private static readonly Lazy<Task<string>> s_once = new(LoadOnce);
    private static HttpClient? s_first;
    private static IServiceProvider? s_services;
    private static string? s_settings;
    private readonly string _start;

    public Function() => _start = LoadAtStart();

    public async Task<string> Handle(string url, ILambdaContext context)
    {
        using InvocationBudget budget = context.CreateBudget();
        s_services ??= Build();
        s_settings ??= await LoadSettings(budget.Token);
        if (s_all.Count == 0)
        {
            Api api = new(new HttpClient());
            s_all.Add(api);
            HttpClient set = new();
            Holder.Set(set);
        }

        HttpClient first = new();
        if (Interlocked.CompareExchange(ref s_first, first, null) != null)
            first.Dispose();
        return _start + await s_once.Value
            + await ByName("a").GetStringAsync(url, budget.Token)
            + await FromPool().GetStringAsync(url, budget.Token)
            + await FromQueue().GetStringAsync(url, budget.Token)
            + await new Api(s_shared).Get(url, budget.Token)
            + await new Optional(s_shared).Get(url, budget.Token)
            + await s_own.Get(url, budget.Token)
            + await Follow()(url, budget.Token);
    }

    private static HttpClient ByName(string name)
    {
        if (s_byName.TryGetValue(name, out HttpClient? client))
            return client;

        HttpClient made = new();
        s_byName.Add(name, made);
        return made;
    }

    private static HttpClient FromPool() => s_pool.TryTake(out HttpClient? client) ? client : new HttpClient();

    private static HttpClient FromQueue()
    {
        if (s_queue.Count > 0)
            return s_queue.Dequeue();
        return new HttpClient();
    }

    private static Func<string, CancellationToken, Task<string>> Follow()
    {
        HttpClient http = new();
        return (url, token) => http.GetStringAsync(url, token);
    }

    private static IServiceProvider Build()
    {
        HttpClient client = new();
        return new ServiceCollection().AddSingleton(client).BuildServiceProvider();
    }

    private static string LoadAtStart() => LoadDeeper();

    private static string LoadDeeper()
    {
        using HttpClient client = new();
        using CancellationTokenSource source = new();
        source.Cancel();
        return client.GetStringAsync("https://settings.example", source.Token).Result;
    }

    private static async Task<string> LoadSettings(CancellationToken token)
    {
        using HttpClient client = new();
        return await client.GetStringAsync("https://settings.example", token);
    }

    private static async Task<string> LoadOnce()
    {
        using HttpClient client = new();
        using CancellationTokenSource source = new();
        source.Cancel();
        return await client.GetStringAsync("https://settings.example", source.Token);
    }
}

public static class Debugging
{
    public static Task<string> RunOnce(ILambdaContext context) => new Function().Handle("https://example.com", context);
}
