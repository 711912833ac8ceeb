using Amazon.Lambda.Annotations;
using Amazon.Lambda.Annotations.APIGateway;

namespace Acme;

public interface IClock;

public sealed class Concrete;

public static class Jobs
{
    [AsyncJob("POST /orders/{order-id}")]
    public static void Run(
        [Amazon.Lambda.Annotations.APIGateway.FromRoute(Name = "order-id")] string id,
        [Amazon.Lambda.Annotations.APIGateway.FromQuery(Name = "n")] int? count,
        [Amazon.Lambda.Annotations.APIGateway.FromHeader(Name = "X-Tenant")] string tenant,
        [Amazon.Lambda.Annotations.APIGateway.FromBody] string text,
        [Amazon.Lambda.Annotations.FromServices] Concrete concrete,
        JobContext job) { }

    [JobServices]
    public static void Configure(Microsoft.Extensions.DependencyInjection.IServiceCollection services) { }
}
