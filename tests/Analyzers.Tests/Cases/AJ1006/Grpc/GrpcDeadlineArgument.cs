// libraries: AmazonLambdaCore, GrpcQuotes
using Amazon.Lambda.Core;
using Quotes.V1;

public class Function(QuoteService.QuoteServiceClient quotes)
{
    public async Task<double> Handler(string symbol, ILambdaContext context)
    {
        var reply = await quotes.GetQuoteAsync(new QuoteRequest { Symbol = symbol }, deadline: {|AJ1006:DateTime.UtcNow.AddSeconds(5)|});
        return reply.Price;
    }
}
