// libraries: AmazonLambdaCore, MicrosoftExtensionsHttp
using Amazon.Lambda.Core;
using AsyncJobs;
using Microsoft.Extensions.DependencyInjection;
using System.Collections.Concurrent;

public class Function
{
    private static readonly HttpClient s_client = new();
    private static HttpClient? s_late;
    private static readonly Lazy<HttpClient> s_lazy = new(() => new HttpClient());
    private static readonly ConcurrentDictionary<string, HttpClient> s_clients = new();
    private readonly HttpClient _own = new();
    private static HttpClient Shared { get; } = new();

    public Function() => _other = new HttpClient(new SocketsHttpHandler());
    private readonly HttpClient _other;

    public async Task<string> Handler(string url, ILambdaContext context)
    {
        using InvocationBudget budget = context.CreateBudget();
        s_late ??= new HttpClient();
        HttpClient keyed = s_clients.GetOrAdd(new Uri(url).Host, _ => new HttpClient());
        if (!s_clients.TryGetValue("a", out HttpClient? found))
            s_clients["a"] = found = new HttpClient();
        return await s_client.GetStringAsync(url, budget.Token) + await s_late.GetStringAsync(url, budget.Token)
            + await s_lazy.Value.GetStringAsync(url, budget.Token) + await keyed.GetStringAsync(url, budget.Token)
            + await _own.GetStringAsync(url, budget.Token) + await _other.GetStringAsync(url, budget.Token)
            + await found.GetStringAsync(url, budget.Token) + await Shared.GetStringAsync(url, budget.Token);
    }

    public static void Configure(IServiceCollection services)
    {
        services.AddSingleton(new HttpClient());
        services.AddSingleton(_ => new HttpClient());
    }
}
