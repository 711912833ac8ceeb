// libraries: AmazonLambdaCore, MicrosoftExtensionsHttp
// Runs once, when the process starts.
using Amazon.Lambda.Core;
using Microsoft.Extensions.DependencyInjection;

public static class Startup
{
    public static void Configure(IServiceCollection services)
    {
        using HttpClient client = new();
        using CancellationTokenSource source = new();
        source.Cancel();
        services.AddSingleton(Read(client.GetStringAsync("https://settings.example", source.Token)));
        Load("https://more.example");
    }

    private static string Read(Task<string> text) => text.Result;

    private static void Load(string url)
    {
        using HttpClient client = new();
        using CancellationTokenSource source = new();
        source.Cancel();
        client.GetStringAsync(url, source.Token).Wait();
    }
}

public class Function
{
    public string Handle(string text, ILambdaContext context) => text;
}
