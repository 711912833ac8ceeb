// libraries: AmazonLambdaDurable
using Amazon.Lambda.Core;
using Amazon.Lambda.DurableExecution;

public record Order(string Id, string Url);

public class Orders
{
    private static readonly HttpClient s_http = new();

    public Task<DurableExecutionInvocationOutput> Handler(DurableExecutionInvocationInput input, ILambdaContext context) =>
        DurableFunction.WrapAsync<Order, string>(Workflow, input, context);

    private static async Task<string> Workflow(Order order, IDurableContext context)
    {
        string reserved = await context.StepAsync(async (step, token) => await s_http.{|AJ1012:GetStringAsync|}(order.Url, token), "reserve");
        await context.StepAsync(
            async (_, ct) =>
            {
                using HttpResponseMessage paid = await s_http.{|AJ1012:PostAsync|}(order.Url, null, ct);
                paid.EnsureSuccessStatusCode();
            },
            config: new StepConfig { RetryStrategy = RetryStrategy.Transient });
        await context.WaitAsync(TimeSpan.FromHours(2));
        return reserved + await context.StepAsync((_, ct) => s_http.{|AJ1012:GetStringAsync|}(order.Url, ct), "ship");
    }
}
