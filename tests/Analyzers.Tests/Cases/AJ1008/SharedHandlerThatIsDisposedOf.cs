using Amazon.Lambda.Core;
using AsyncJobs;

public class Function
{
    private static readonly SocketsHttpHandler s_handler = new();
    private readonly HttpClientHandler _handler = new();

    private static HttpMessageHandler Handler => s_handler;

    public async Task<string> Declared(string url, ILambdaContext context)
    {
        using InvocationBudget budget = context.CreateBudget();
        using HttpClient client = {|AJ1008:new HttpClient(s_handler)|};
        return await client.GetStringAsync(url, budget.Token);
    }

    public async Task<string> Told(string url, ILambdaContext context)
    {
        using InvocationBudget budget = context.CreateBudget();
        using (HttpClient client = {|AJ1008:new(_handler, disposeHandler: true)|})
            return await client.GetStringAsync(url, budget.Token);
    }

    public async Task<string> InTheEnd(string url, ILambdaContext context)
    {
        using InvocationBudget budget = context.CreateBudget();
        var client = {|AJ1008:new HttpClient(Handler)|};
        try
        {
            return await client.GetStringAsync(url, budget.Token);
        }
        finally
        {
            client.Dispose();
        }
    }

    public async Task<string> HandedOver(string url, ILambdaContext context)
    {
        using InvocationBudget budget = context.CreateBudget();
        return await Get(url, s_handler, budget.Token);
    }

    public async Task<int> ByAnInvoker(string url, ILambdaContext context)
    {
        using InvocationBudget budget = context.CreateBudget();
        using HttpMessageInvoker invoker = {|AJ1008:new(s_handler)|};
        using HttpResponseMessage answer = await invoker.SendAsync(new HttpRequestMessage(HttpMethod.Get, url), budget.Token);
        return (int)answer.StatusCode;
    }

    private static async Task<string> Get(string url, HttpMessageHandler handler, CancellationToken token)
    {
        using HttpClient client = {|AJ1008:new(handler)|};
        return await client.GetStringAsync(url, token);
    }
}
