// libraries: AmazonLambdaCore, AmazonLambdaDurable
using Amazon.Lambda.DurableExecution;

public class Workflow
{
    public async Task<string> Run(string order, IDurableContext context)
    {
        await context.WaitAsync(TimeSpan.FromHours(1), "cool-down");
        return await context.StepAsync(_ => Task.FromResult(order), "finish");
    }
}
