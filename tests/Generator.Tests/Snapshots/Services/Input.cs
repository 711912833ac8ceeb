using Microsoft.Extensions.DependencyInjection;

namespace Acme;

public interface IClock;

public abstract class Repository;

public sealed class Concrete;

public static class Jobs
{
    [AsyncJob("POST /keyed")]
    public static void Keyed(
        [FromKeyedServices("a\"b")] IClock clock,
        [FromKeyedServices(ServiceLifetime.Scoped)] Concrete? concrete,
        [FromKeyedServices(typeof(Dictionary<,>))] Repository repository,
        JobContext job) { }

    [AsyncJob("POST /services")]
    public static void Run(IClock clock, Repository repository, [FromServices] Concrete concrete, IServiceProvider provider, [FromServices] IReadOnlyList<int> numbers, Order order, InvocationBudget budget, JobContext job, IClock? maybe = null, [FromServices] Concrete? perhaps = null) { }
}

public sealed record Order(int Id);

internal sealed class Startup
{
    internal static class Composition
    {
        [JobServices(AtStart = true)]
        internal static void AddEverything(IServiceCollection services) { }
    }
}
