// libraries: AmazonLambdaCore, GrpcQuotes
using Amazon.Lambda.Core;
using Grpc.Core;
using Quotes.V1;

public class Function(QuoteService.QuoteServiceClient quotes)
{
    public async Task<double> Handler(string symbol, ILambdaContext context)
    {
        var call = quotes.GetQuoteAsync(new QuoteRequest { Symbol = symbol }, new CallOptions().{|AJ1006:WithDeadline|}(DateTime.UtcNow.AddMinutes(1)));
        return (await call.ResponseAsync).Price;
    }
}
