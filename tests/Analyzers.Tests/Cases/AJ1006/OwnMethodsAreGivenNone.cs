// libraries: AmazonLambdaCore, Refit, GrpcQuotes, FlurlV4, RestSharpV112
using Amazon.Lambda.Core;
using Flurl.Http;
using Quotes.V1;
using Refit;
using RestSharp;

public interface INews
{
    [Get("/headlines")]
    Task<string[]> Headlines(CancellationToken cancellationToken = default);
}

public interface IQuotes
{
    Task<double> Price(string symbol, CancellationToken cancellationToken = default);
}

public class QuoteReader(QuoteService.QuoteServiceClient client) : IQuotes
{
    public async Task<double> Price(string symbol, CancellationToken cancellationToken = default) =>
        (await client.GetQuoteAsync(new QuoteRequest { Symbol = symbol }, cancellationToken: cancellationToken)).Price;

    public async Task<double> Watch(string symbol, CancellationToken cancellationToken)
    {
        using var call = client.Watch(new QuoteRequest { Symbol = symbol }, cancellationToken: cancellationToken);
        double last = 0;
        while (await call.ResponseStream.MoveNext(cancellationToken))
            last = call.ResponseStream.Current.Price;
        return last;
    }
}

public class Function(INews news, IQuotes quotes, QuoteReader own)
{
    private readonly RestClient _rest = new("https://api.example");

    public async Task<string> Handler(string symbol, ILambdaContext context)
    {
        double price = await quotes.{|AJ1006:Price|}(symbol) + await own.{|AJ1006:Watch|}(symbol, CancellationToken.None);
        string[] lines = await {|AJ1006:Lines|}();
        return price + lines[0] + await {|AJ1006:Page|}(symbol, default) + await this.{|AJ1006:Rest|}();
    }

    private Task<string[]> Lines(CancellationToken token = default) => Inner(token);

    private async Task<string[]> Inner(CancellationToken token) => await news.Headlines(token);

    private static Task<string> Page(string symbol, CancellationToken token) => "https://api.example".WithHeader("x-symbol", symbol).GetStringAsync(cancellationToken: token);

    private async Task<string?> Rest(CancellationToken token = default) => (await _rest.ExecuteAsync(new RestRequest("/a"), token)).Content;
}
