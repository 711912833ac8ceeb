// libraries: AmazonLambdaCore, GrpcQuotes
using Amazon.Lambda.Core;
using Grpc.Core;
using Quotes.V1;

public class Function(QuoteService.QuoteServiceClient quotes)
{
    private static readonly QuoteRequest s_request = new() { Symbol = "A" };

    public async Task<double> Handler(string symbol, ILambdaContext context)
    {
        double a = (await quotes.{|AJ1006:GetQuoteAsync|}(s_request)).Price;
        double b = quotes.{|AJ1006:GetQuote|}(s_request).Price;
        double c = (await quotes.{|AJ1006:GetQuoteAsync|}(s_request, new CallOptions())).Price;
        double d = (await quotes.{|AJ1006:GetQuoteAsync|}(s_request, headers: new Metadata(), deadline: null, cancellationToken: CancellationToken.None)).Price;
        var options = new CallOptions(new Metadata()).WithWaitForReady();
        using var call = quotes.{|AJ1006:GetQuoteAsync|}(s_request, options);
        return a + b + c + d + (await call.ResponseAsync).Price;
    }
}
