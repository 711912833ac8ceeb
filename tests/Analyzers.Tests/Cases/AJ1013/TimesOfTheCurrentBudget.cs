// libraries: AmazonLambdaCore, FlurlV4, GrpcQuotes, RestSharpV112
using Amazon.Lambda.Core;
using AsyncJobs;
using Flurl.Http;
using Quotes.V1;
using RestSharp;

public class Function(HttpClient http, QuoteService.QuoteServiceClient quotes, RestClient rest)
{
    private static readonly SocketsHttpHandler s_handler = new();

    public async Task<string?> Handle(string url, ILambdaContext context)
    {
        using CancellationTokenSource late = new();
        late.CancelAfter(InvocationBudget.Current.Remaining);
        using CancellationTokenSource linked = CancellationTokenSource.CreateLinkedTokenSource(CancellationToken.None);
        linked.CancelAfter((int)InvocationBudget.Current.Remaining.TotalMilliseconds);
        string text = await http.{|AJ1013:GetStringAsync|}(url, late.Token) + await http.{|AJ1013:GetStringAsync|}(url, linked.Token);

        InvocationBudget budget = InvocationBudget.Current;
        DateTime? deadline = budget.Deadline is null ? null : DateTime.UtcNow + budget.Remaining;
        RestRequest request = new(url) { Timeout = budget.Remaining };
        using HttpClient client = new(s_handler, disposeHandler: false) { Timeout = InvocationBudget.Current.Remaining };
        return text + await url.WithTimeout(InvocationBudget.Current.Remaining).{|AJ1013:GetStringAsync|}()
            + (await quotes.{|AJ1013:GetQuoteAsync|}(new QuoteRequest(), deadline: deadline)).Price
            + (await rest.{|AJ1013:ExecuteAsync|}(request)).Content
            + await client.{|AJ1013:GetStringAsync|}(url);
    }
}
