// libraries: AmazonLambdaCore, GrpcQuotes
using Grpc.Core;
using Quotes.V1;

public class Client(QuoteService.QuoteServiceClient quotes)
{
    private readonly TimeSpan _deadline = TimeSpan.FromSeconds(60);

    public async Task<double> Price(string symbol)
    {
        var reply = await quotes.GetQuoteAsync(new QuoteRequest { Symbol = symbol }, new CallOptions(deadline: {|AJ1006:Deadlines.After(_deadline)|}));
        return reply.Price;
    }
}

public static class Deadlines
{
    public static DateTime After(TimeSpan time) => DateTime.UtcNow.Add(time);
}
