// libraries: AmazonLambdaCore, GrpcQuotes
using Grpc.Core;
using Quotes.V1;

public class Client
{
    private readonly QuoteService.QuoteServiceClient _quotes;
    private readonly TimeSpan _deadline = TimeSpan.FromSeconds(5);

    public Client(QuoteService.QuoteServiceClient quotes, TimeSpan deadline)
    {
        _quotes = quotes;
        if (deadline > TimeSpan.Zero)
            _deadline = deadline;
    }

    public async Task<double> Price(string symbol)
    {
        var reply = await _quotes.GetQuoteAsync(new QuoteRequest { Symbol = symbol }, new CallOptions(deadline: {|AJ1006:DateTime.UtcNow.Add(_deadline)|}));
        return reply.Price;
    }
}
