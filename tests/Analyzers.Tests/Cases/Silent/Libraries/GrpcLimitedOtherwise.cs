// libraries: AmazonLambdaCore, GrpcQuotes, GrpcClientFactory
using Amazon.Lambda.Core;
using AsyncJobs;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.Extensions.DependencyInjection;
using Quotes.V1;

public class Function(QuoteService.QuoteServiceClient injected)
{
    private static readonly QuoteRequest s_request = new() { Symbol = "A" };

    private readonly QuoteService.QuoteServiceClient _guarded = new(GrpcChannel.ForAddress("https://a.example", new GrpcChannelOptions
    {
        HttpHandler = new BudgetHandler("quotes", new SocketsHttpHandler()),
    }));

    private readonly QuoteService.QuoteServiceClient _plain = new(GrpcChannel.ForAddress("https://a.example"));

    public async Task<double> Handler(string symbol, ILambdaContext context)
    {
        using InvocationBudget budget = context.CreateBudget();
        double a = (await injected.GetQuoteAsync(s_request)).Price;
        double b = (await _guarded.GetQuoteAsync(s_request)).Price;
        double c = (await _plain.GetQuoteAsync(s_request, new CallOptions().WithCancellationToken(budget.Token).WithWaitForReady())).Price;
        double d = (await _plain.GetQuoteAsync(s_request).ResponseAsync.WaitAsync(budget.Remaining)).Price;
        using var call = _plain.GetQuoteAsync(s_request);
        double e = (await call.ResponseAsync.WaitAsync(budget.Remaining)).Price;
        using var stream = _plain.Watch(s_request);
        await foreach (QuoteReply reply in stream.ResponseStream.ReadAllAsync(budget.Token))
            e += reply.Price;
        return a + b + c + d + e;
    }

    public static void Configure(IServiceCollection services) => services.AddGrpcClient<QuoteService.QuoteServiceClient>().AddBudget("quotes");
}
