// libraries: AmazonLambdaCore, GrpcQuotes
using Amazon.Lambda.Core;
using Quotes.V1;

public class Function(QuoteService.QuoteServiceClient quotes)
{
    public async Task<double> Handler(string symbol, ILambdaContext context) =>
        (await quotes.GetQuoteAsync(new QuoteRequest { Symbol = symbol }, deadline: DateTime.UtcNow.Add({|AJ1007:context.RemainingTime|}))).Price;
}
