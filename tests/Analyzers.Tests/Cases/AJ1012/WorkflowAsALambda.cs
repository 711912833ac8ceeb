// libraries: AmazonLambdaDurable
// asyncjobs: false
using Amazon.Lambda.Core;
using Amazon.Lambda.DurableExecution;

public class Function
{
    private static readonly HttpClient s_http = new();

    public Task<DurableExecutionInvocationOutput> Handler(DurableExecutionInvocationInput input, ILambdaContext context) =>
        DurableFunction.WrapAsync<string, int>(
            async (url, durable) =>
            {
                Func<IStepContext, CancellationToken, Task<string>> read = (_, token) => s_http.{|AJ1012:GetStringAsync|}(url, token);
                string text = await durable.StepAsync(read, "read");
                return text.Length;
            },
            input,
            context);
}
