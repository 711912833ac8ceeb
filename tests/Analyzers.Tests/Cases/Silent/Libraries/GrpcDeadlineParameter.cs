// libraries: AmazonLambdaCore, GrpcQuotes
using Amazon.Lambda.Core;
using Quotes.V1;

public class QuoteReader(QuoteService.QuoteServiceClient client)
{
    public async Task<double> Price(string symbol, DateTime deadline, CancellationToken token) =>
        (await client.GetQuoteAsync(new QuoteRequest { Symbol = symbol }, null, deadline, token)).Price;
}
