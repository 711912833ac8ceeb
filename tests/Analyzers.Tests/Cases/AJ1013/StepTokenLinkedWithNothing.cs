// libraries: AmazonLambdaDurable
using Amazon.Lambda.Core;
using Amazon.Lambda.DurableExecution;
using AsyncJobs;

public class Function
{
    private static readonly HttpClient s_http = new();

    public Task<DurableExecutionInvocationOutput> Handler(DurableExecutionInvocationInput input, ILambdaContext context) =>
        DurableFunction.WrapAsync<string, string>(Workflow, input, context);

    private static Task<string> Workflow(string url, IDurableContext context) => context.StepAsync(Read);

    private static async Task<string> Read(IStepContext step, CancellationToken token)
    {
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(token, InvocationBudget.Current.Token);
        return await s_http.{|AJ1013:GetStringAsync|}("/a", limit.Token);
    }
}
