// libraries: AmazonLambdaCore, GrpcQuotes, GrpcClientFactory
using Amazon.Lambda.Core;
using Grpc.Core;
using Quotes.V1;
using Microsoft.Extensions.DependencyInjection;

public class Function(QuoteService.QuoteServiceClient quotes)
{
    public async Task<double> Handler(string symbol, ILambdaContext context) =>
        (await quotes.{|AJ1006:GetQuoteAsync|}(new QuoteRequest { Symbol = symbol })).Price;

    public static void Configure(IServiceCollection services) =>
        services.AddGrpcClient<QuoteService.QuoteServiceClient>(options => options.Address = new Uri("https://quotes.example"));
}
