using Amazon.Lambda.Core;
using AsyncJobs;

public sealed class RetryHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        return response.IsSuccessStatusCode ? response : await base.SendAsync(request, cancellationToken);
    }
}

public class Function
{
    private readonly HttpClient _http = new(new RetryHandler(new BudgetHandler("orders", new SocketsHttpHandler())))
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    public async Task<string> Handler(string url, ILambdaContext context)
    {
        using InvocationBudget budget = context.CreateBudget();
        using EnteredScope entered = budget.Enter();
        return await _http.GetStringAsync(url);
    }
}
