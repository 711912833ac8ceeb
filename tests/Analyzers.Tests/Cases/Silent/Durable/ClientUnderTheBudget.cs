// libraries: AmazonLambdaDurable
using Amazon.Lambda.Core;
using Amazon.Lambda.DurableExecution;
using AsyncJobs;

public class Function
{
    private static readonly HttpClient s_http = BudgetHttpClient.Create("pricing");

    public async Task<DurableExecutionInvocationOutput> Handler(DurableExecutionInvocationInput input, ILambdaContext context)
    {
        using InvocationBudget budget = context.CreateBudget();
        using EnteredScope entered = budget.Enter();
        return await DurableFunction.WrapAsync<string, string>(Workflow, input, context);
    }

    private static Task<string> Workflow(string url, IDurableContext context) =>
        context.StepAsync(async (_, token) => await s_http.GetStringAsync(url, token));
}
