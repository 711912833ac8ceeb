// libraries: AmazonLambdaCore, GrpcQuotes
using Amazon.Lambda.Core;
using Grpc.Core;
using Quotes.V1;

public class Function
{
    private readonly QuoteService.QuoteServiceClient _quotes = new(Grpc.Net.Client.GrpcChannel.ForAddress("https://quotes.example"));

    public async Task<double> Handler(string symbol, ILambdaContext context)
    {
        double sum = 0;
        using var call = _quotes.{|AJ1006:Watch|}(new QuoteRequest { Symbol = symbol });
        await foreach (QuoteReply reply in call.ResponseStream.ReadAllAsync())
            sum += reply.Price;
        return sum;
    }
}
