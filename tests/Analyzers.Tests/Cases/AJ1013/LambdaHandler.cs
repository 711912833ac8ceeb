// libraries: AmazonLambdaCore
// outputkind: exe
using Amazon.Lambda.Core;
using AsyncJobs;

HttpClient http = BudgetHttpClient.Create("pricing");
Func<string, ILambdaContext, Task<string>> handler = async (url, context) => await http.{|AJ1013:GetStringAsync|}(url);
await Runtime.Run(handler);

public static class Runtime
{
    public static Task Run(Func<string, ILambdaContext, Task<string>> handler) => Task.CompletedTask;
}
