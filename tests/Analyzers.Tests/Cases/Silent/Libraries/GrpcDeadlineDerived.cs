// libraries: AmazonLambdaCore, GrpcQuotes
using Amazon.Lambda.Core;
using Grpc.Core;
using Quotes.V1;

public class Function(QuoteService.QuoteServiceClient quotes)
{
    private static readonly TimeSpan s_reserve = TimeSpan.FromSeconds(1);

    public async Task<double> Handler(string symbol, ILambdaContext context)
    {
        var request = new QuoteRequest { Symbol = symbol };
        DateTime deadline = DateTime.UtcNow + context.RemainingTime - s_reserve;
        double a = (await quotes.GetQuoteAsync(request, deadline: deadline)).Price;
        double b = (await quotes.GetQuoteAsync(request, new CallOptions(deadline: DateTime.UtcNow.Add(context.RemainingTime * 0.9)))).Price;
        double c = (await quotes.GetQuoteAsync(request, new CallOptions().WithDeadline(DateTime.UtcNow.AddMilliseconds(context.RemainingTime.TotalMilliseconds / 2)))).Price;
        return a + b + c;
    }
}
