// libraries: AmazonLambdaCore, MicrosoftExtensionsHttp
using System.Net.Http.Json;
using AsyncJobs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Acme.Quotes;

public sealed record QuoteRequest(string Symbol, int Count);

public sealed record QuoteReply(decimal Price);

internal sealed class QuoteApi(HttpClient http, ILogger<QuoteApi> logger)
{
    public async Task<QuoteReply?> GetAsync(string symbol, CancellationToken token)
    {
        using var response = await http.GetAsync($"quotes/{symbol}", HttpCompletionOption.ResponseHeadersRead, token);
        logger.LogInformation("{Symbol}: {Status}", symbol, response.StatusCode);
        return await response.Content.ReadFromJsonAsync<QuoteReply>(token);
    }
}

public static class Startup
{
    [JobServices]
    public static void ConfigureServices(IServiceCollection services) =>
        services.AddHttpClient<QuoteApi>(c => c.BaseAddress = new Uri("https://quotes.example")).AddBudget("quotes");
}
