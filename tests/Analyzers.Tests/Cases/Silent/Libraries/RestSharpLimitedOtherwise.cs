// libraries: AmazonLambdaCore, RestSharpV112
using Amazon.Lambda.Core;
using AsyncJobs;
using RestSharp;

public class Function
{
    private readonly RestClient _guarded = new(BudgetHttpClient.Create("api"));

    private readonly RestClient _configured = new(new RestClientOptions("https://api.example")
    {
        ConfigureMessageHandler = inner => new BudgetHandler("api", inner),
    });

    private readonly RestClient _plain = new("https://api.example");

    public async Task<string?> Handler(string path, ILambdaContext context)
    {
        using InvocationBudget budget = context.CreateBudget();
        using EnteredScope entered = budget.Enter();
        TimeSpan left = context.RemainingTime * 0.9;
        var options = new RestClientOptions("https://api.example");
        options.Timeout = left;
        using var timed = new RestClient(options);
        using var told = new RestClient("https://api.example", own => own.Timeout = left);
        string? a = (await _guarded.ExecuteAsync(new RestRequest(path))).Content;
        string? b = (await _configured.ExecuteAsync(new RestRequest(path))).Content;
        string? c = (await timed.ExecuteAsync(new RestRequest(path))).Content;
        string? d = (await told.ExecuteAsync(new RestRequest(path))).Content;
        string? e = (await _plain.ExecuteAsync(new RestRequest(path)).WaitAsync(left)).Content;
        return a + b + c + d + e + (await _plain.ExecuteAsync(Request(path, left))).Content;
    }

    private static RestRequest Request(string path, TimeSpan left) => new(path) { Timeout = left };
}
