// libraries: AmazonLambdaCore, GrpcQuotes
using Grpc.Core;
using Quotes.V1;

public class QuoteReader(QuoteService.QuoteServiceClient client)
{
    public async Task<double> Price(string symbol, CallOptions options) => (await client.GetQuoteAsync(new QuoteRequest { Symbol = symbol }, options)).Price;
}
