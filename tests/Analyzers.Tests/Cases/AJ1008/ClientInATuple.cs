using Amazon.Lambda.Core;
using AsyncJobs;

public class Function
{
    public async Task<string> Declared(string url, ILambdaContext context)
    {
        using InvocationBudget budget = context.CreateBudget();
        var (client, tries) = ({|AJ1008:new HttpClient()|}, 1);
        return await client.GetStringAsync(url, budget.Token) + tries;
    }

    public async Task<string> Assigned(string url, ILambdaContext context)
    {
        using InvocationBudget budget = context.CreateBudget();
        HttpClient client;
        int tries;
        (client, tries) = ({|AJ1008:new HttpClient()|}, 1);
        return await client.GetStringAsync(url, budget.Token) + tries;
    }

    public async Task<string> Held(string url, ILambdaContext context)
    {
        using InvocationBudget budget = context.CreateBudget();
        (HttpClient Client, int Tries) made = ({|AJ1008:new HttpClient()|}, 1);
        return await made.Client.GetStringAsync(url, budget.Token) + made.Tries;
    }

    public async Task<string> MadeByAHelper(string url, ILambdaContext context)
    {
        using InvocationBudget budget = context.CreateBudget();
        var (client, tries) = Make();
        return await client.GetStringAsync(url, budget.Token) + tries;
    }

    private static (HttpClient, int) Make() => ({|AJ1008:new HttpClient()|}, 1);
}
