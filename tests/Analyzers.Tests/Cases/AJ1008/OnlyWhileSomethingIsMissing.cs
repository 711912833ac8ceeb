// libraries: AmazonLambdaCore, MicrosoftExtensionsHttp, MicrosoftExtensionsCaching, AspNetCore
// What is read once and kept needs no shared client; what is read again does, and so does what a request keeps for itself.
using Amazon.Lambda.Core;
using AsyncJobs;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.DependencyInjection;

public class Metadata
{
    public string? Text { get; private set; }

    public async Task Load(string url, CancellationToken token)
    {
        using HttpClient client = new();
        Text = await client.GetStringAsync(url, token);
    }
}

public class Function(IMemoryCache cache)
{
    private static readonly Dictionary<string, string> s_byUrl = [];
    private static string? s_settings;
    private static bool s_isReady;
    private static string? s_token;
    private static DateTime s_expires;
    private static Dictionary<string, string>? s_keys;
    private static bool s_isBusy;
    private static int s_count;
    private static string? s_old;
    private Metadata? _metadata;

    public async Task<string> Handle(string url, ILambdaContext context)
    {
        using InvocationBudget budget = context.CreateBudget();
        if (null == _metadata)
        {
            _metadata = new Metadata();
            await _metadata.Load(url, budget.Token);
        }

        if (!s_isReady)
        {
            using HttpClient client = new();
            await client.GetStringAsync(url, budget.Token);
            s_isReady = true;
        }

        if (!s_isBusy)
        {
            s_isBusy = true;
            using HttpClient client = {|AJ1008:new()|};
            await client.GetStringAsync(url, budget.Token);
            s_isBusy = false;
        }

        if (s_count > 10)
        {
            s_count = 0;
            using HttpClient client = {|AJ1008:new()|};
            await client.GetStringAsync(url, budget.Token);
        }

        s_token = s_token ?? await Token(url, budget.Token);
        return _metadata.Text + await Settings(url, budget.Token) + await ByUrl(url, budget.Token) + await Expiring(url, budget.Token)
            + await Key(url, budget.Token) + await Cached(url, budget.Token) + await Remembered(url, budget.Token)
            + await Recalled(url, budget.Token) + Old(url) + await Price(new Order(), url, budget.Token);
    }

    private static async Task<string> Settings(string url, CancellationToken token)
    {
        if (s_settings is not null)
            return s_settings;

        using HttpClient client = new();
        return s_settings = await client.GetStringAsync(url, token);
    }

    private static async Task<string> Token(string url, CancellationToken token)
    {
        using HttpClient client = new();
        return await client.GetStringAsync(url, token);
    }

    private static async Task<string> ByUrl(string url, CancellationToken token)
    {
        if (!s_byUrl.TryGetValue(url, out string? text))
        {
            using HttpClient client = new();
            text = await client.GetStringAsync(url, token);
            s_byUrl[url] = text;
        }

        return text;
    }

    private static async Task<string> Expiring(string url, CancellationToken token)
    {
        if (s_token != null && s_expires > DateTime.UtcNow)
            return s_token;

        using HttpClient client = new();
        s_token = await client.GetStringAsync(url, token);
        s_expires = DateTime.UtcNow.AddHours(1);
        return s_token;
    }

    // Each key that is not there has all of them read again.
    private static async Task<string> Key(string key, CancellationToken token)
    {
        if (s_keys == null || !s_keys.ContainsKey(key))
        {
            using HttpClient client = {|AJ1008:new()|};
            s_keys = new() { [key] = await client.GetStringAsync("https://keys.example", token) };
        }

        return s_keys[key];
    }

    private async Task<string> Cached(string url, CancellationToken token) => await cache.GetOrCreateAsync(url, async entry =>
    {
        using HttpClient client = new();
        return await client.GetStringAsync(url, token);
    }) ?? "";

    private async Task<string> Remembered(string url, CancellationToken token)
    {
        if (!cache.TryGetValue(url, out string? text))
        {
            using HttpClient client = new();
            text = await client.GetStringAsync(url, token);
            cache.Set(url, text, TimeSpan.FromMinutes(5));
        }

        return text!;
    }

    private async Task<string> Recalled(string url, CancellationToken token)
    {
        string? text = cache.Get<string>(url);
        if (text is not null)
            return text;

        using HttpClient client = new();
        return cache.Set(url, await client.GetStringAsync(url, token));
    }

    private static string Old(string url) => s_old ?? (s_old = OldText(url));

    private static string OldText(string url)
    {
        using HttpClient client = new();
        using CancellationTokenSource source = new();
        source.Cancel();
        return client.GetStringAsync(url, source.Token).Result;
    }

    // An order is no place that the next invocation looks at.
    private static async Task<string> Price(Order order, string url, CancellationToken token)
    {
        if (order.Price == null)
        {
            using HttpClient client = {|AJ1008:new()|};
            order.Price = await client.GetStringAsync(url, token);
        }

        return order.Price;
    }
}

public class Order
{
    public string? Price { get; set; }
}

public class PagesController : ControllerBase
{
    private string? _token;

    public async Task<string> Get(string url, CancellationToken token)
    {
        if (_token == null)
        {
            using HttpClient client = {|AJ1008:new()|};
            _token = await client.GetStringAsync(url, token);
        }

        return _token;
    }
}

public class Rates
{
    private string? _rates;

    public async Task<string> Get(string url, CancellationToken token) => _rates ??= await Load(url, token);

    private static async Task<string> Load(string url, CancellationToken token)
    {
        using HttpClient client = {|AJ1008:new()|};
        return await client.GetStringAsync(url, token);
    }
}

public static class Startup
{
    public static void Configure(IServiceCollection services) => services.AddScoped<Rates>();
}
