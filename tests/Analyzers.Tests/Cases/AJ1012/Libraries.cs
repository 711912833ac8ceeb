// libraries: AmazonLambdaDurable, Refit, GrpcQuotes
using Amazon.Lambda.DurableExecution;
using Quotes.V1;
using Refit;

public interface INews
{
    [Get("/headlines")]
    Task<string[]> Headlines(CancellationToken cancellationToken = default);
}

public class Workflow(INews news, QuoteService.QuoteServiceClient quotes)
{
    public async Task<double> Run(string symbol, IDurableContext context)
    {
        string[] lines = await context.StepAsync(async (_, token) => await news.{|AJ1012:Headlines|}(token));
        double price = await context.StepAsync(async (_, token) =>
            (await quotes.{|AJ1012:GetQuoteAsync|}(new QuoteRequest { Symbol = symbol }, cancellationToken: token)).Price);
        string[] again = await context.StepAsync(async (_, token) => await {|AJ1012:Read|}(token));
        return price + lines.Length + again.Length;
    }

    private Task<string[]> Read(CancellationToken token) => news.Headlines(token);
}
