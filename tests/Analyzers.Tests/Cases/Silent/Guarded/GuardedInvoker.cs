using Amazon.Lambda.Core;
using AsyncJobs;

public class Proxy
{
    private readonly HttpMessageInvoker _invoker = new(new BudgetHandler("upstream", new SocketsHttpHandler()));

    public Task<HttpResponseMessage> Forward(HttpRequestMessage request) => _invoker.SendAsync(request, CancellationToken.None);
}
