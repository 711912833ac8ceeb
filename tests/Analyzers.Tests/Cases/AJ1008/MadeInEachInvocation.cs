// libraries: AmazonLambdaCore
using Amazon.Lambda.Core;
using AsyncJobs;

public class Function
{
    public async Task<string> Handle(string url, ILambdaContext context)
    {
        using InvocationBudget budget = context.CreateBudget();
        using HttpClient client = {|AJ1008:new HttpClient()|};
        return await client.GetStringAsync(url, budget.Token) + await Helped(url, budget.Token);
    }

    private static async Task<string> Helped(string url, CancellationToken token) =>
        await {|AJ1008:new HttpClient(new SocketsHttpHandler())|}.GetStringAsync(url, token);
}

public static class Jobs
{
    [AsyncJob("POST /pages")]
    public static async Task<string> Read(string url, CancellationToken token)
    {
        var client = {|AJ1008:new HttpClient { Timeout = Timeout.InfiniteTimeSpan }|};
        return await client.GetStringAsync(url, token);
    }
}
