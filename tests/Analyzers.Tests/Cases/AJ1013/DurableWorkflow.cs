// libraries: AmazonLambdaDurable
using Amazon.Lambda.Core;
using Amazon.Lambda.DurableExecution;
using AsyncJobs;

public class Function
{
    private static readonly HttpClient s_http = BudgetHttpClient.Create("pricing");

    public Task<DurableExecutionInvocationOutput> Handler(DurableExecutionInvocationInput input, ILambdaContext context) =>
        DurableFunction.WrapAsync<string, string>(Workflow, input, context);

    private static async Task<string> Workflow(string url, IDurableContext context) =>
        await context.StepAsync(async (_, token) => await s_http.{|AJ1013:GetStringAsync|}(url, token))
        + await context.StepAsync(async (_, _) => await s_http.{|AJ1013:GetStringAsync|}(url));
}
