using Microsoft.Extensions.DependencyInjection;

namespace Acme;

public interface IClock;

public abstract class Base;

public sealed class FromServices(IClock clock, IServiceProvider provider, JobContext context, CancellationToken token, InvocationBudget budget, Base? maybe = null, IEnumerable<IClock>? clocks = null)
{
    [AsyncJob("POST /from-services")]
    public string Run(JobContext job) => $"{clock}{provider}{context}{token}{budget}{maybe}{clocks}";
}

public sealed class Parameterless
{
    [AsyncJob("POST /parameterless")]
    public string Run(JobContext job) => "";
}

public sealed class OnlyOneAccessible
{
    internal OnlyOneAccessible(IClock clock) { }

    private OnlyOneAccessible() { }

    [AsyncJob("POST /only-one-accessible")]
    public string Run(JobContext job) => "";
}

public sealed class Marked
{
    public Marked() { }

    [ActivatorUtilitiesConstructor]
    public Marked(IClock clock) { }

    [AsyncJob("POST /marked")]
    public string Run(JobContext job) => "";
}

public sealed class Disposed(IClock clock) : IDisposable
{
    [AsyncJob("POST /disposed")]
    public string Run(JobContext job) => $"{clock}";

    public void Dispose() { }
}

public sealed class DisposedAsync : IAsyncDisposable, IDisposable
{
    [AsyncJob("POST /disposed-async")]
    public Task Run(JobContext job) => Task.CompletedTask;

    public ValueTask DisposeAsync() => default;

    void IDisposable.Dispose() { }
}

public static class Startup
{
    [JobServices]
    public static void Configure(IServiceCollection services) { }
}
