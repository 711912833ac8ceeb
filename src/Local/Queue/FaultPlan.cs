using AsyncJobs.Local.CommandLine;

namespace AsyncJobs.Local.Queue;

/// <summary>What the platform does to an application to show whether it holds. One seed gives one sequence of decisions.</summary>
internal sealed class FaultPlan(LocalOptions options)
{
    private readonly Random _random = new(options.Seed);
    private readonly object _gate = new();

    /// <summary>Whether an event shall be delivered twice.</summary>
    public bool Duplicates() => options.Duplicates > 0 && Next() * 100 < options.Duplicates;

    /// <summary>What the caller who hands over an event is told.</summary>
    public InvokeFault InvokeFault() =>
        options.Throttled > 0 && Next() * 100 < options.Throttled ? (InvokeFault)(1 + (int)(Next() * 4)) : Queue.InvokeFault.None;

    /// <summary>How long a delivery waits, so that events overtake each other.</summary>
    public TimeSpan DeliveryDelay() => options.Delay > TimeSpan.Zero ? options.Delay * Next() : TimeSpan.Zero;

    /// <summary>When an invocation's process shall be killed, from its beginning on.</summary>
    /// <param name="usual">How long an invocation of the function takes.</param>
    /// <returns>Null for never.</returns>
    public TimeSpan? KillAfter(TimeSpan usual) => options.Kills > 0 && Next() * 100 < options.Kills ? usual * Next() : null;

    private double Next()
    {
        lock (_gate)
            return _random.NextDouble();
    }
}
