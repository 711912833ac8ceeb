namespace AsyncJobs.Time;

/// <summary>What flows with an invocation's asynchronous code: one value, because each costs a look-up a call.</summary>
internal sealed class Ambient(InvocationBudget budget, InvocationScope scope)
{
    private static readonly AsyncLocal<Ambient?> s_current = new();
    private static readonly Ambient s_outside = new(InvocationBudget.None, InvocationScope.Outside);

    public static Ambient Current => s_current.Value ?? s_outside;

    public InvocationBudget Budget { get; } = budget;

    public InvocationScope Scope { get; } = scope;

    public static EnteredScope Enter(Ambient ambient)
    {
        EnteredScope entered = new(s_current.Value);
        s_current.Value = ambient;
        return entered;
    }

    public static void Restore(Ambient? ambient) => s_current.Value = ambient;
}
