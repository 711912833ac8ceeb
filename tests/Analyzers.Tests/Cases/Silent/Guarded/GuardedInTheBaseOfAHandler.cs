using Amazon.Lambda.Core;
using AsyncJobs;

public sealed class SigningHandler : DelegatingHandler
{
    public SigningHandler(string service)
        : base(new BudgetHandler(service, new SocketsHttpHandler()))
    {
    }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Headers.Add("X-Signed", "1");
        return base.SendAsync(request, cancellationToken);
    }
}

public class Function
{
    private readonly HttpClient _http = new(new SigningHandler("partner"));

    public async Task<string> Handler(string url, ILambdaContext context)
    {
        using InvocationBudget budget = context.CreateBudget();
        using EnteredScope entered = budget.Enter();
        return await _http.GetStringAsync(url);
    }
}
