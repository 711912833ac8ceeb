using AsyncJobs.Metrics;

namespace AsyncJobs.Budget.Tests;

/// <summary>The C# blocks of docs/guides/budget.md that need no other library, so that they compile; <see cref="DocumentationTests"/> compares the two.</summary>
internal static class DocumentedUsage
{
    internal static async Task<string> Client(JobContext job)
    {
        HttpClient pricing = BudgetHttpClient.Create("pricing", new Uri("https://pricing.example/"));
        string quote = await pricing.GetStringAsync("quotes/42", job.CancellationToken);
        return quote;
    }

    internal static HttpClient Pipeline()
    {
        HttpClient retrying = new(new BudgetHandler("pricing", new RetryHandler(new SocketsHttpHandler())))
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
        return retrying;
    }

    internal static async Task<List<string>> Several(HttpClient client, string[] urls, JobContext job)
    {
        List<string> pages = [];
        for (int i = 0; i < urls.Length; i++)
        {
            using (InvocationBudget.Current.Share(urls.Length - i).Enter())
                pages.Add(await client.GetStringAsync(urls[i], job.CancellationToken));
        }

        return pages;
    }

    internal static async Task<string> Recovery(HttpClient pricing, HttpClient alerts, JobContext job)
    {
        try
        {
            return await pricing.GetStringAsync("quotes/42", job.CancellationToken);
        }
        catch (BudgetExceededException)
        {
            using (InvocationBudget.Current.ForRecovery().Enter())
                await alerts.PostAsync("alerts", new StringContent("pricing is slow"));
            throw;
        }
    }

    internal static CancellationToken Token()
    {
        CancellationToken token = InvocationBudget.Current.Share(2).Token;
        return token;
    }

    internal static async Task<Quote> Linked(IQuotes service, string item, CancellationToken caller)
    {
        using CancellationTokenSource both = CancellationTokenSource.CreateLinkedTokenSource(caller, InvocationBudget.Current.Token);
        try
        {
            return await service.QuoteAsync(item, both.Token);
        }
        catch (OperationCanceledException) when (!caller.IsCancellationRequested)
        {
            return Quote.Unknown;
        }
    }

    internal static async Task Own(TimeSpan remaining, string requestId, Func<Task> handle)
    {
        Task HandleAsync() => handle();
        InvocationBudget budget = InvocationBudget.FromRemaining(remaining, TimeSpan.FromSeconds(1));
        InvocationScope scope = new() { RequestId = requestId, Metrics = new InvocationMetrics(new EmfWriter()) };
        using (budget.Enter())
        using (scope.Enter())
        {
            try
            {
                await HandleAsync();
            }
            finally
            {
                scope.FlushMetrics();
            }
        }
    }

    internal interface IQuotes
    {
        Task<Quote> QuoteAsync(string item, CancellationToken cancellationToken);
    }

    internal sealed record Quote(decimal Price)
    {
        public static Quote Unknown { get; } = new(0);
    }

    internal sealed class RetryHandler(HttpMessageHandler inner) : DelegatingHandler(inner);

    internal sealed class Shop
    {
        private static readonly Fallback<Shop, Quote> s_quote = new Fallback<Shop, Quote>("quote")
            .Try("pricing", static (shop, token) => shop.AskPricingAsync(token))
            .Try("cache", TimeSpan.FromMilliseconds(200), static (shop, token) => shop.ReadCacheAsync(token))
            .Stub("list-price", static shop => shop.ListPrice);

        public Quote ListPrice { get; } = new(1);

        public async Task<Quote> QuoteAsync(JobContext job)
        {
            FallbackOutcome<Quote> outcome = await s_quote.RunAsync(this, job.CancellationToken);
            if (outcome.IsFallback)
                await job.ReportProgressAsync(0.5, $"{outcome.Step} answered; {outcome.Misses[0].Step} did not: {outcome.Misses[0].Reason}");
            return outcome.Value;
        }

        private ValueTask<Quote> AskPricingAsync(CancellationToken token) => new(ListPrice);

        private ValueTask<Quote> ReadCacheAsync(CancellationToken token) => new(ListPrice);
    }
}
