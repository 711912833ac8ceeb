// libraries: AmazonLambdaCore, GrpcQuotes
using Amazon.Lambda.Core;
using Quotes.V1;

public class Function(QuoteService.QuoteServiceClient quotes, TimeProvider time)
{
    public async Task<double> Handler(string symbol, ILambdaContext context)
    {
        DateTime deadline = time.GetUtcNow().UtcDateTime.AddSeconds(3);
        return (await quotes.GetQuoteAsync(new QuoteRequest { Symbol = symbol }, deadline: {|AJ1006:deadline|})).Price;
    }
}
