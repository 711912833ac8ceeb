// libraries: AmazonLambdaCore, GrpcQuotes
using Amazon.Lambda.Core;
using Grpc.Core;
using Quotes.V1;

public class Function(QuoteService.QuoteServiceClient quotes)
{
    public async Task<double> Handler(string symbol, ILambdaContext context)
    {
        var options = new CallOptions(deadline: {|AJ1006:DateTime.UtcNow.Add(TimeSpan.FromMilliseconds(900))|});
        return (await quotes.GetQuoteAsync(new QuoteRequest { Symbol = symbol }, options)).Price;
    }
}
