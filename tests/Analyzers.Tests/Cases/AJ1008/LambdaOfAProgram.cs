// libraries: AmazonLambdaCore, AmazonLambdaRuntimeSupport
// outputkind: exe
using Amazon.Lambda.Core;
using Amazon.Lambda.RuntimeSupport;
using Amazon.Lambda.Serialization.SystemTextJson;
using AsyncJobs;

using HttpClient client = new();
using CancellationTokenSource source = new();
source.Cancel();
string settings = await client.GetStringAsync("https://settings.example", source.Token);

Func<string, ILambdaContext, Task<string>> handler = async (url, context) =>
{
    using InvocationBudget budget = context.CreateBudget();
    using HttpClient http = {|AJ1008:new()|};
    return settings + await http.GetStringAsync(url, budget.Token) + await Pages.Read(url, budget.Token);
};

await LambdaBootstrapBuilder.Create(handler, new DefaultLambdaJsonSerializer()).Build().RunAsync();

public static class Pages
{
    public static async Task<string> Read(string url, CancellationToken token)
    {
        using HttpClient http = {|AJ1008:new()|};
        return await http.GetStringAsync(url, token);
    }
}
