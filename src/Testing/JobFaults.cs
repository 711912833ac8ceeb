using AsyncJobs.Testing.Faults;

namespace AsyncJobs.Testing;

/// <summary>
/// What the platform of a <see cref="JobTestHost"/> does wrong: what is ordered happens the next times that it can, and what is left to chance by a
/// seed. Safe for concurrent use.
/// </summary>
public sealed class JobFaults
{
    private readonly FaultOrders _plan;

    internal JobFaults(FaultOrders plan) => _plan = plan;

    /// <summary>Lambda delivers the next events twice, at the same time, as it may with each.</summary>
    /// <param name="times">How many events.</param>
    public void DuplicateEvents(int times = 1) => Order(FaultKind.DuplicateEvent, times);

    /// <summary>Lambda delivers the next events later, so that those which are sent after them overtake them.</summary>
    /// <param name="delay">How long they wait.</param>
    /// <param name="times">How many events.</param>
    public void DelayEvents(TimeSpan delay, int times = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(delay, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(times, 1);
        _plan.OrderDelay(delay, times);
    }

    /// <summary>Lambda refuses the next events, as it does with too many requests.</summary>
    /// <param name="times">How many events.</param>
    public void RefuseEvents(int times = 1) => Order(FaultKind.RefuseEvent, times);

    /// <summary>Lambda takes the next events, and whoever sent them gets an error.</summary>
    /// <param name="times">How many events.</param>
    public void LoseEventReplies(int times = 1) => Order(FaultKind.LoseEventReply, times);

    /// <summary>The table refuses the next reads and writes, of whoever makes them.</summary>
    /// <param name="times">How many.</param>
    public void ThrottleTable(int times = 1) => Order(FaultKind.ThrottleTable, times);

    /// <summary>The table does the next writes, and whoever made them gets an error.</summary>
    /// <param name="times">How many.</param>
    public void LoseTableReplies(int times = 1) => Order(FaultKind.LoseTableReply, times);

    /// <summary>Kills the next workers after they have taken their job, before the method runs.</summary>
    /// <param name="times">How many workers.</param>
    public void KillWorkersAfterClaim(int times = 1) => Order(FaultKind.KillAfterClaim, times);

    /// <summary>Kills the next workers after their method has saved a state by <see cref="JobContext.SaveStateAsync"/>.</summary>
    /// <param name="times">How many workers.</param>
    public void KillWorkersAfterSavedState(int times = 1) => Order(FaultKind.KillAfterSavedState, times);

    /// <summary>Kills the next workers after their method has ended, before what came of it is written: the work is done, and nobody knows.</summary>
    /// <param name="times">How many workers.</param>
    public void KillWorkersBeforeOutcome(int times = 1) => Order(FaultKind.KillBeforeOutcome, times);

    /// <summary>
    /// Kills the next workers after what came of their method is written, before what follows it: a callback, or the event by which the method goes
    /// on.
    /// </summary>
    /// <param name="times">How many workers.</param>
    public void KillWorkersAfterOutcome(int times = 1) => Order(FaultKind.KillAfterOutcome, times);

    /// <summary>
    /// Has faults happen by chance, besides those that are ordered, until it is called again. One seed gives one sequence for each kind of fault.
    /// Which event or write meets which is a matter of their order, which jobs that run at once do not always have.
    /// </summary>
    /// <param name="seed">The seed.</param>
    /// <param name="rates">How often each happens.</param>
    public void AtRandom(int seed, JobFaultRates rates)
    {
        ArgumentNullException.ThrowIfNull(rates);
        _plan.SetRates(
            seed,
            [
                (FaultKind.DuplicateEvent, rates.DuplicateEvents),
                (FaultKind.DelayEvent, rates.DelayEvents),
                (FaultKind.RefuseEvent, rates.RefuseEvents),
                (FaultKind.LoseEventReply, rates.LoseEventReplies),
                (FaultKind.ThrottleTable, rates.ThrottleTable),
                (FaultKind.LoseTableReply, rates.LoseTableReplies),
                (FaultKind.KillAfterClaim, rates.KillWorkers),
                (FaultKind.KillAfterSavedState, rates.KillWorkers),
                (FaultKind.KillBeforeOutcome, rates.KillWorkers),
                (FaultKind.KillAfterOutcome, rates.KillWorkers),
            ],
            rates.LongestDelay);
    }

    private void Order(FaultKind kind, int times)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(times, 1);
        _plan.Order(kind, times);
    }
}
