// libraries: AmazonLambdaCore, FlurlV2
using Amazon.Lambda.Core;
using AsyncJobs;
using Flurl;
using Flurl.Http;

public class Function
{
    public async Task<string> Handler(string id, ILambdaContext context)
    {
        using InvocationBudget budget = context.CreateBudget();
        string first = await "https://api.example".AppendPathSegment(id).GetStringAsync(budget.Token);
        return first + await "https://api.example".WithTimeout(budget.Remaining).GetStringAsync();
    }
}
