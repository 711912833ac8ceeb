// libraries: AmazonLambdaCore, MicrosoftExtensionsHttp, MicrosoftExtensionsOptions
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Acme.Billing;

public sealed class BillingOptions
{
    public required Uri Endpoint { get; init; }

    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(15);
}

internal static class BillingRegistration
{
    internal static IServiceCollection AddBilling(this IServiceCollection services, Action<BillingOptions> configure)
    {
        services.Configure(configure);
        services.AddHttpClient<IBillingApi, BillingApi>((sp, http) =>
        {
            var o = sp.GetRequiredService<IOptions<BillingOptions>>().Value;
            (http.BaseAddress, var limit) = (o.Endpoint, o.RequestTimeout);
            {|AJ1001:http.Timeout = limit|};
        });
        return services;
    }
}

public interface IBillingApi;

public sealed class BillingApi(HttpClient http) : IBillingApi
{
    public Task<string> Invoice(int id, CancellationToken ct) => http.GetStringAsync($"invoices/{id}", ct);
}
