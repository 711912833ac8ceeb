// libraries: AmazonLambdaDurable, AmazonLambdaAnnotations
using Amazon.Lambda.Annotations;
using Amazon.Lambda.DurableExecution;
using AsyncJobs;

public class Function
{
    private static readonly HttpClient s_http = BudgetHttpClient.Create("pricing");

    [LambdaFunction]
    public async Task<string> Workflow(string url, IDurableContext context)
    {
        return await context.StepAsync(async (_, token) => await s_http.{|AJ1013:GetStringAsync|}(url, token));
    }
}
