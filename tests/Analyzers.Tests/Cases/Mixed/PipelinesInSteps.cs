// libraries: AmazonLambdaDurable, PollyV8
using Amazon.Lambda.Core;
using Amazon.Lambda.DurableExecution;
using Polly;
using Polly.Retry;

public record Order(string Id, string Url);

public class Orders
{
    private static readonly HttpClient s_http = new();
    private static readonly ResiliencePipeline s_retries = new ResiliencePipelineBuilder().AddRetry(new RetryStrategyOptions()).Build();
    private static readonly ResiliencePipeline s_fixed = new ResiliencePipelineBuilder().{|AJ1005:AddTimeout|}(TimeSpan.FromSeconds(9)).Build();

    public Task<DurableExecutionInvocationOutput> Handler(DurableExecutionInvocationInput input, ILambdaContext context) =>
        DurableFunction.WrapAsync<Order, string>(Workflow, input, context);

    private static async Task<string> Workflow(Order order, IDurableContext context)
    {
        string a = await context.StepAsync(async (step, token) => await s_retries.{|AJ1012:ExecuteAsync|}(async ct => await s_http.GetStringAsync(order.Url, ct), token), "a");
        string b = await context.StepAsync(async (step, token) => await s_fixed.ExecuteAsync(async ct => await s_http.GetStringAsync(order.Url, ct), token), "b");
        return a + b + await context.StepAsync(async (step, token) => await s_retries.{|AJ1002:ExecuteAsync|}(async ct => await s_http.GetStringAsync(order.Url, ct)), "c");
    }
}
