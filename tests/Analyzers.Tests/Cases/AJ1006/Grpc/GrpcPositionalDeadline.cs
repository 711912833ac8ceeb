// libraries: AmazonLambdaCore, GrpcQuotes
using Amazon.Lambda.Core;
using Quotes.V1;

public class Function(QuoteService.QuoteServiceClient quotes)
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(2);

    public double Handler(string symbol, ILambdaContext context) =>
        quotes.GetQuote(new QuoteRequest { Symbol = symbol }, null, {|AJ1006:DateTime.UtcNow + s_limit|}).Price;
}
