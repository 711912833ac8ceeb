using Amazon.Lambda.Core;
using AsyncJobs;

public class Function
{
    private static readonly SocketsHttpHandler s_handler = new();
    private static readonly HttpMessageInvoker s_invoker = new(new SocketsHttpHandler());
    private static readonly string s_version = ReadVersion();

    public async Task<string> LeftAlone(string url, ILambdaContext context)
    {
        using InvocationBudget budget = context.CreateBudget();
        using HttpClient client = new(s_handler, disposeHandler: false);
        return await client.GetStringAsync(url, budget.Token) + s_version;
    }

    // Who does not dispose of the client leaves the handler alone as well.
    public async Task<string> LetGo(string url, ILambdaContext context)
    {
        using InvocationBudget budget = context.CreateBudget();
        HttpClient client = new(s_handler);
        return await client.GetStringAsync(url, budget.Token);
    }

    public async Task<int> Kept(string url, ILambdaContext context)
    {
        using InvocationBudget budget = context.CreateBudget();
        using HttpResponseMessage answer = await s_invoker.SendAsync(new HttpRequestMessage(HttpMethod.Get, url), budget.Token);
        return (int)answer.StatusCode;
    }

    public async Task<string> FromElsewhere(string url, HttpMessageHandler handler, CancellationToken token)
    {
        using HttpClient client = new(handler);
        return await client.GetStringAsync(url, token);
    }

    public async Task<int> ByAnInvoker(string url, ILambdaContext context)
    {
        using InvocationBudget budget = context.CreateBudget();
        using HttpMessageInvoker invoker = new(s_handler, false);
        using HttpResponseMessage answer = await invoker.SendAsync(new HttpRequestMessage(HttpMethod.Get, url), budget.Token);
        return (int)answer.StatusCode;
    }

    private static string ReadVersion()
    {
        using HttpClient client = new(new SocketsHttpHandler());
        return client.BaseAddress?.ToString() ?? "1";
    }
}
