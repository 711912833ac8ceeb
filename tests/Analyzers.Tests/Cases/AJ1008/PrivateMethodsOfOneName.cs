// libraries: AmazonLambdaCore, MicrosoftExtensionsHttp
// Who calls a private method is told by its name, where nothing else has that name.
using AsyncJobs;
using Microsoft.Extensions.DependencyInjection;

public class Logos
{
    private static string? s_text;
    private static int s_at;

    public async Task Export(string url, int start, CancellationToken token)
    {
        if (start == 0)
        {
            string logo = await Logo(url, token);
            s_at = logo.Length;
        }
    }

    private async Task<string> Logo(string url, CancellationToken token)
    {
        using HttpClient client = {|AJ1008:new()|};
        return await client.GetStringAsync(url, token);
    }

    public async Task<string> Text(string url, CancellationToken token)
    {
        if (s_text == null)
            s_text = await TextOnce(url, token);
        return s_text;
    }

    private static async Task<string> TextOnce(string url, CancellationToken token)
    {
        using HttpClient client = new();
        return await client.GetStringAsync(url, token);
    }

    // The local function is meant, and nothing calls the method but start-up code.
    public static string Shadowed(string url)
    {
        return Load(url);

        static string Load(string text) => text;
    }

    public static void Configure(IServiceCollection services) => new Logos().Load("https://settings.example");

    private string Load(string url)
    {
        using HttpClient client = new();
        using CancellationTokenSource source = new();
        source.Cancel();
        return client.GetStringAsync(url, source.Token).Result + s_at;
    }
}

public class Sources
{
    protected static string Fetch(string url) => url;
}

// The overload of the base is meant.
public class Pictures : Sources
{
    public static string Begin(string url) => Fetch(url);

    public static void Configure(IServiceCollection services) => Fetch("https://settings.example", 3);

    private static string Fetch(string url, int tries)
    {
        using HttpClient client = new();
        using CancellationTokenSource source = new();
        source.Cancel();
        return client.GetStringAsync(url, source.Token).Result + tries;
    }
}

public class Scoped
{
    private readonly HttpClient _client = {|AJ1008:new()|};

    public Task<string> Get(string url, CancellationToken token) => _client.GetStringAsync(url, token);
}

public class Kept
{
    private readonly HttpClient _client = new();

    public Task<string> Get(string url, CancellationToken token) => _client.GetStringAsync(url, token);
}

public class Others
{
    public Others AddScoped<T>() => this;
}

public static class Startup
{
    public static void Configure(IServiceCollection services, Others others)
    {
        services.AddScoped<Scoped>();
        others.AddScoped<Kept>();
        services.AddSingleton<Kept>();
    }
}
