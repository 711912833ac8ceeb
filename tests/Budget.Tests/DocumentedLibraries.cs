using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using AsyncJobs.Budget.Tests.Support;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.Extensions.DependencyInjection;
using Polly;
using Polly.Retry;

namespace AsyncJobs.Budget.Tests;

/// <summary>The C# blocks of docs/guides/budget.md that are about other libraries; <see cref="LibraryTests"/> runs them.</summary>
internal static class DocumentedLibraries
{
    internal static void Container(IServiceCollection services)
    {
        services.AddHttpClient("pricing").AddBudget("pricing");
    }

    internal static GrpcChannelOptions GrpcOptions()
    {
        GrpcChannelOptions options = new() { ThrowOperationCanceledOnCancellation = true };
        return options;
    }

    internal static async Task<string> GrpcCall(QuoteClient quotes, string request, JobContext job)
    {
        InvocationBudget budget = InvocationBudget.Current;
        DateTime? deadline = budget.Deadline is null ? null : DateTime.UtcNow + budget.Remaining;
        string quote = await quotes.GetQuoteAsync(request, new CallOptions(deadline: deadline, cancellationToken: job.CancellationToken));
        return quote;
    }

    internal static async Task<GetItemResponse> Aws(IAmazonDynamoDB dynamo, GetItemRequest request, JobContext job)
    {
        GetItemResponse item = await dynamo.GetItemAsync(request, cancellationToken: job.CancellationToken);
        return item;
    }

    internal static RetryStrategyOptions PollyOptions()
    {
        RetryStrategyOptions retries = new()
        {
            ShouldHandle = new PredicateBuilder().Handle<HttpRequestException>(),
            BackoffType = DelayBackoffType.Exponential,
        };
        return retries;
    }

    internal static async Task<string> PollyCall(RetryStrategyOptions retries, HttpClient pricing, JobContext job)
    {
        ResiliencePipeline pipeline = new ResiliencePipelineBuilder().AddRetry(retries).Build();
        string quote = await pipeline.ExecuteAsync(async token => await pricing.GetStringAsync("quotes/42", token), job.CancellationToken);
        return quote;
    }

    internal static async Task<string> Capped(HttpClient cache, JobContext job)
    {
        using CancellationTokenSource capped = CancellationTokenSource.CreateLinkedTokenSource(
            job.CancellationToken, InvocationBudget.Current.Slice(TimeSpan.FromSeconds(2)).Token);
        string cached = await cache.GetStringAsync("quotes/42", capped.Token);
        return cached;
    }
}
