using Amazon.Lambda.Core;
using AsyncJobs;
using Microsoft.Extensions.DependencyInjection;

public static class Startup
{
    public static void Add(IServiceCollection services) =>
        services.AddSingleton<HttpClient>(_ => new HttpClient(new BudgetHandler("backend", new SocketsHttpHandler())));
}

public class Backend
{
    private readonly HttpClient _http;

    public Backend(HttpClient http)
    {
        _http = http;
    }

    public async Task<int> Status(string path) => (int)(await _http.GetAsync(path)).StatusCode;
}
