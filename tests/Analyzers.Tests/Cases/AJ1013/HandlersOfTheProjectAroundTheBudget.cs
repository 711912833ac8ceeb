// libraries: AmazonLambdaCore, MicrosoftExtensionsHttp
using Amazon.Lambda.Core;
using AsyncJobs;
using Microsoft.Extensions.DependencyInjection;

public class Counting() : DelegatingHandler(new BudgetHandler("api", new SocketsHttpHandler()));

public sealed class Retries(HttpMessageHandler inner) : DelegatingHandler(inner);

public class Own() : DelegatingHandler(new SocketsHttpHandler())
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        base.SendAsync(request, InvocationBudget.Current.Token);
}

public class Sliced() : DelegatingHandler(new SocketsHttpHandler())
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using InvocationBudget slice = InvocationBudget.Current.Slice(TimeSpan.FromSeconds(5));
        return await base.SendAsync(request, slice.Token);
    }
}

public class Rates(HttpClient http)
{
    public Task<string> Get() => http.{|AJ1013:GetStringAsync|}("rates");
}

public class Function(Rates rates)
{
    private static readonly HttpClient s_counting = new(new Counting());
    private static readonly HttpClient s_retries = new(new Retries(new BudgetHandler("orders", new SocketsHttpHandler())));
    private static readonly HttpClient s_own = new(new Own());
    private static readonly HttpClient s_sliced = new(new Sliced());

    public static void Configure(IServiceCollection services) =>
        services.AddHttpClient<Rates>().ConfigurePrimaryHttpMessageHandler(() => new Counting());

    public async Task<string> Handle(string url, ILambdaContext context) => await s_counting.{|AJ1013:GetStringAsync|}(url)
        + await s_retries.{|AJ1013:GetStringAsync|}(url) + await s_own.{|AJ1013:GetStringAsync|}(url) + await s_sliced.GetStringAsync(url) + await rates.Get();
}
