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

    public Task<DurableExecutionInvocationOutput> Handler(DurableExecutionInvocationInput input, ILambdaContext context) =>
        DurableFunction.WrapAsync<Order, string>(Workflow, input, context);

    private static async Task<string> Workflow(Order order, IDurableContext context)
    {
        string a = await context.StepAsync(async (step, token) => await s_retries.{|AJ1012:ExecuteAsync|}(async ct => await s_http.GetStringAsync(order.Url, ct), token), "a");
        return a;
    }
}
