// libraries: AmazonLambdaCore, Refit, GrpcQuotes
using Grpc.Core;
using Quotes.V1;
using Refit;

public interface IPrices
{
    [Get("/prices/{id}")] Task<string> Get(string id);
    [Post("/prices")] Task<ApiResponse<string>> Post([Body] object price, CancellationToken stop = default);
    [Put("/prices")] IObservable<string> Put([Body] object price);
    [Delete("/prices/{id}")] [Timeout(2000)] Task Delete(string id);
}

public class Calls(IPrices prices, QuoteService.QuoteServiceClient quotes)
{
    private static readonly IPrices s_own = RestService.For<IPrices>("https://a.example");

    public Task<string> Get() => prices.{|AJ1006:Get|}("a");
    public Task<ApiResponse<string>> Post() => prices.{|AJ1006:Post|}(new { });
    public Task<ApiResponse<string>> None() => prices.{|AJ1006:Post|}(new { }, CancellationToken.None);
    public Task Delete() => prices.{|AJ1006:Delete|}("a");
    public Task<string> Own() => s_own.{|AJ1006:Get|}("a");
    public Task<ApiResponse<string>> Given(CancellationToken stop) => prices.Post(new { }, stop);
    public async Task<string[]> All(string[] ids) => await Task.WhenAll(ids.Select(id => prices.{|AJ1006:Get|}(id)));

    public async Task<double> Quote() => (await quotes.{|AJ1006:GetQuoteAsync|}(new QuoteRequest())).Price;
    public double Blocking() => quotes.{|AJ1006:GetQuote|}(new QuoteRequest(), new CallOptions(headers: new Metadata())).Price;
    public async Task<double> Watch()
    {
        using var call = quotes.{|AJ1006:Watch|}(new QuoteRequest());
        await foreach (QuoteReply reply in call.ResponseStream.ReadAllAsync())
            return reply.Price;
        return 0;
    }
    public async Task<double> Fixed() => (await quotes.GetQuoteAsync(new QuoteRequest(), deadline: {|AJ1006:DateTime.UtcNow.AddSeconds(3)|})).Price;
    public async Task<double> FixedOptions() => (await quotes.GetQuoteAsync(new QuoteRequest(), new CallOptions().{|AJ1006:WithDeadline|}(DateTime.UtcNow.AddSeconds(3)))).Price;
    public async Task<double> Stopped(CancellationToken stop) => (await quotes.GetQuoteAsync(new QuoteRequest(), cancellationToken: stop)).Price;
}
