using Amazon.Lambda.Annotations;
using Amazon.Lambda.Annotations.APIGateway;

namespace Acme;

public interface IClock;

public sealed class Concrete;

public static class Jobs
{
    [AsyncJob("POST /orders/{order-id}")]
    public static void Run(
        [FromRoute(Name = "order-id")] string id,
        [FromQuery(Name = "n")] int? count,
        [FromHeader(Name = "X-Tenant")] string tenant,
        [FromBody] string text,
        [FromServices] Concrete concrete,
        JobContext job) { }

    [JobServices]
    public static void Configure(Microsoft.Extensions.DependencyInjection.IServiceCollection services) { }
}
