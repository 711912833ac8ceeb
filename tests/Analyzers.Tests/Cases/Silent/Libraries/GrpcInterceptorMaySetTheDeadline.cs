// libraries: AmazonLambdaCore, GrpcQuotes
using Amazon.Lambda.Core;
using Grpc.Core;
using Quotes.V1;
using Grpc.Core.Interceptors;
using Grpc.Net.Client;

public sealed class Deadlines : Interceptor;

public class Function
{
    private readonly QuoteService.QuoteServiceClient _quotes = new(GrpcChannel.ForAddress("https://a.example").Intercept(new Deadlines()));

    public async Task<double> Handler(string symbol, ILambdaContext context) =>
        (await _quotes.GetQuoteAsync(new QuoteRequest { Symbol = symbol })).Price;
}
