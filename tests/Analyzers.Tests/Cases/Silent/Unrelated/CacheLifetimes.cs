// libraries: AmazonLambdaCore, MicrosoftExtensionsCaching
using Amazon.Lambda.Core;
using AsyncJobs;
using Microsoft.Extensions.Caching.Memory;

public class CachedRates(IMemoryCache cache)
{
    private static readonly HttpClient s_http = BudgetHttpClient.Create("rates");

    public async Task<string?> Get(string currency) => await cache.GetOrCreateAsync(currency, async entry =>
    {
        entry.AbsoluteExpirationRelativeToNow = TimeSpan.FromMinutes(5);
        entry.SlidingExpiration = TimeSpan.FromMinutes(1);
        return await s_http.GetStringAsync(currency);
    });
}
