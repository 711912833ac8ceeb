// libraries: AmazonLambdaDurable
using Amazon.Lambda.DurableExecution;

public class Workflow
{
    public async Task<string> Run(string order, IDurableContext context)
    {
        await context.WaitAsync(TimeSpan.FromHours(1), "cool-down");
        bool approved = await context.WaitForCallbackAsync<bool>(
            static (id, _, token) => Task.Delay(10, token), config: new WaitForCallbackConfig { Timeout = TimeSpan.FromDays(3) });
        ICallback<string> paid = await context.CreateCallbackAsync<string>("paid", new CallbackConfig { Timeout = TimeSpan.FromDays(1) });
        string payment = await paid.GetResultAsync();
        return await context.StepAsync((_, _) => Task.FromResult(order + payment + approved), "finish", new StepConfig { RetryStrategy = RetryStrategy.Default });
    }
}
