// libraries: AmazonLambdaCore, FlurlV4
using Amazon.Lambda.Core;
using AsyncJobs;
using Flurl;
using Flurl.Http;

public class Function
{
    private readonly IFlurlClient _guarded = new FlurlClient(BudgetHttpClient.Create("api"));
    private readonly IFlurlClient _plain = new FlurlClient("https://api.example");

    public async Task<string> Handler(string id, ILambdaContext context)
    {
        using InvocationBudget budget = context.CreateBudget();
        using EnteredScope entered = budget.Enter();
        TimeSpan left = context.RemainingTime * 0.9;
        IFlurlClient timed = new FlurlClient("https://api.example").WithTimeout(left);
        string a = await _guarded.Request(id).GetStringAsync();
        string b = await timed.Request(id).GetStringAsync();
        string c = await _plain.Request(id).GetStringAsync().WaitAsync(left);
        IFlurlRequest request = _plain.Request(id);
        request.Settings.Timeout = left;
        string d = await request.GetStringAsync();
        string e = await _plain.Request(id).WithSettings(settings => settings.Timeout = left).GetStringAsync();
        return a + b + c + d + e;
    }
}
