// libraries: AmazonLambdaDurable
using Amazon.Lambda.DurableExecution;
using AsyncJobs;

public static class BudgetSteps
{
    /// <summary>A step whose token fires before the deadline.</summary>
    public static Task<T> StepInTimeAsync<T>(this IDurableContext context, Func<IStepContext, CancellationToken, Task<T>> body, string name) =>
        context.StepAsync(
            async (step, token) =>
            {
                using InvocationBudget budget = context.LambdaContext.CreateBudget();
                using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(token, budget.Token);
                return await body(step, limit.Token);
            },
            name);
}

public class Workflow(HttpClient http)
{
    public Task<string> Run(string url, IDurableContext context) =>
        context.StepInTimeAsync((_, token) => http.GetStringAsync(url, token), "read");
}
