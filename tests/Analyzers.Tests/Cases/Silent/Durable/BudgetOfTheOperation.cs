// libraries: AmazonLambdaDurable
using Amazon.Lambda.DurableExecution;
using AsyncJobs;

public class Workflow(HttpClient http)
{
    public async Task<string> Run(string url, IDurableContext context)
    {
        using InvocationBudget budget = context.LambdaContext.CreateBudget();
        IBatchResult<string> both = await context.ParallelAsync<string>(
            [(_, token) => http.GetStringAsync(url, token)], cancellationToken: budget.Token);
        return await context.StepAsync((_, token) => http.GetStringAsync(url, token), cancellationToken: budget.Token)
            + await context.StepAsync((_, _) => http.GetStringAsync(url, budget.Token)) + both.GetResults()[0];
    }
}
