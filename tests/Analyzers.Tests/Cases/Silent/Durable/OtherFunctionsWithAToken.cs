// libraries: AmazonLambdaDurable
using Amazon.Lambda.DurableExecution;
using AsyncJobs;

public class Workflow(HttpClient http)
{
    public async Task<string> Run(string url, IDurableContext context)
    {
        using InvocationBudget budget = context.LambdaContext.CreateBudget();

        // Is called by the workflow, with a token that fires in time.
        string first = await Part(context, url, budget.Token);
        string second = await context.StepAsync((step, _) => Read(step, url, budget.Token));
        return first + second;
    }

    private Task<string> Part(IDurableContext context, string url, CancellationToken token) =>
        context.StepAsync(async (_, own) =>
        {
            using CancellationTokenSource both = CancellationTokenSource.CreateLinkedTokenSource(token, own);
            return await http.GetStringAsync(url, both.Token);
        });

    private Task<string> Read(IStepContext step, string url, CancellationToken token) => http.GetStringAsync(url + step.OperationId, token);
}
