// libraries: AmazonLambdaDurable
using Amazon.Lambda.DurableExecution;

public class Workflow(HttpClient http)
{
    public async Task<string> Run(string url, IDurableContext context)
    {
        await context.StepAsync(async (_, token) => await Task.Delay(TimeSpan.FromSeconds(1), token));
        return await context.StepAsync(async (_, token) => await http.GetStringAsync(url, token).WaitAsync(context.LambdaContext.RemainingTime / 2));
    }

    public Func<IStepContext, CancellationToken, Task<string>> Other(string url) => (step, token) => http.GetStringAsync(url + step.Name, token);

    // A context of the project's own.
    public interface IStepContext
    {
        string Name { get; }
    }
}
