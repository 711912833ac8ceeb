// libraries: AmazonLambdaCore, Refit, RestSharpV112, AwsSdkV4
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Lambda.Core;
using AsyncJobs;
using Refit;
using RestSharp;

public interface INews
{
    [Get("/headlines")]
    Task<string[]> Headlines(CancellationToken cancellationToken = default);
}

public class Function
{
    private static readonly INews s_news = RestService.For<INews>(BudgetHttpClient.Create("news"));

    private readonly RestClient _rest = new("https://api.example");
    private readonly AmazonDynamoDBClient _dynamo = new();

    public async Task<string> Handler(string symbol, ILambdaContext context)
    {
        using InvocationBudget budget = context.CreateBudget();
        using EnteredScope entered = budget.Enter();

        // The client has the budget, the request has a time, the SDK has its own.
        string[] lines = await Lines();
        await Item();
        string? timed = await Timed(budget);

        // A token is given, or made.
        return lines[0] + timed + await Rest(budget.Token) + await Linked() + await Rest().WaitAsync(budget.Remaining);
    }

    private static Task<string[]> Lines(CancellationToken token = default) => s_news.Headlines(token);

    private Task<GetItemResponse> Item(CancellationToken token = default) => _dynamo.GetItemAsync(new GetItemRequest(), token);

    private async Task<string?> Timed(InvocationBudget budget, CancellationToken token = default) =>
        (await _rest.ExecuteAsync(new RestRequest("/a") { Timeout = budget.Remaining }, token)).Content;

    private async Task<string?> Rest(CancellationToken token = default) => (await _rest.ExecuteAsync(new RestRequest("/a"), token)).Content;

    private async Task<string?> Linked(CancellationToken token = default)
    {
        using CancellationTokenSource both = CancellationTokenSource.CreateLinkedTokenSource(token, InvocationBudget.Current.Token);
        return (await _rest.ExecuteAsync(new RestRequest("/a"), both.Token)).Content;
    }
}
