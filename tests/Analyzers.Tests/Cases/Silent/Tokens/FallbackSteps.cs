using AsyncJobs;

public sealed class Shop(HttpClient pricing, HttpClient cache)
{
    private static readonly Fallback<Shop, string> s_quote = new Fallback<Shop, string>("quote")
        .Try("pricing", static (shop, token) => shop.Ask(shop.Pricing, token))
        .Try("cache", TimeSpan.FromMilliseconds(200), static (shop, token) => shop.Ask(shop.Cache, token))
        .Stub("list-price", static shop => "9.99");

    private HttpClient Pricing => pricing;

    private HttpClient Cache => cache;

    [AsyncJob("POST /quotes")]
    public async Task<string> Quote(string item, JobContext job) => (await s_quote.RunAsync(this, job.CancellationToken)).Value;

    private async ValueTask<string> Ask(HttpClient client, CancellationToken token) => await client.GetStringAsync("quote", token);
}
