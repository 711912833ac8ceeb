// libraries: AmazonLambdaCore, GrpcQuotes
using Amazon.Lambda.Core;
using Quotes.V1;

public class Function(QuoteService.QuoteServiceClient quotes)
{
    public async Task<double> Handler(string symbol, ILambdaContext context)
    {
        using var cts = {|AJ1003:new CancellationTokenSource(TimeSpan.FromSeconds(2))|};
        var reply = await quotes.GetQuoteAsync(new QuoteRequest { Symbol = symbol }, cancellationToken: cts.Token);
        return reply.Price;
    }
}
