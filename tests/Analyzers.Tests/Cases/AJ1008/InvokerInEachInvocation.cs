using Amazon.Lambda.Core;
using AsyncJobs;

public class Function
{
    public async Task<int> Handle(string url, ILambdaContext context)
    {
        using InvocationBudget budget = context.CreateBudget();
        using HttpMessageInvoker invoker = {|AJ1008:new HttpMessageInvoker(new SocketsHttpHandler())|};
        using HttpResponseMessage answer = await invoker.SendAsync(new HttpRequestMessage(HttpMethod.Get, url), budget.Token);
        return await Send(url, budget.Token) + (int)answer.StatusCode;
    }

    private static async Task<int> Send(string url, CancellationToken token)
    {
        using HttpResponseMessage answer = await Make().SendAsync(new HttpRequestMessage(HttpMethod.Get, url), token);
        return (int)answer.StatusCode;
    }

    private static HttpMessageInvoker Make() => {|AJ1008:new(new HttpClientHandler())|};
}
