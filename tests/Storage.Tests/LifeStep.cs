namespace AsyncJobs.Storage.Tests;

/// <summary>Something that happens to a job from outside: by the platform, by its caller, by time.</summary>
internal abstract record LifeStep
{
    private LifeStep()
    {
    }

    /// <summary>The platform delivers one of the job's events, for the first time or again.</summary>
    /// <param name="Event">Which, counted around those there are.</param>
    /// <param name="Meanwhile">What happens while the method runs.</param>
    /// <param name="End">What the method then does.</param>
    internal sealed record Deliver(int Event, LifeStep[] Meanwhile, MethodEnd End) : LifeStep;

    /// <summary>A worker claims the job and is killed before its method does anything.</summary>
    internal sealed record Crash(int Event) : LifeStep;

    /// <summary>The platform gives an event up.</summary>
    internal sealed record Settle(int Event) : LifeStep;

    /// <summary>The queue delivers what it holds.</summary>
    internal sealed record Look : LifeStep;

    /// <summary>Time passes.</summary>
    internal sealed record Pass(TimeSpan Time) : LifeStep;

    /// <summary>Somebody reads the job.</summary>
    internal sealed record Read : LifeStep;

    /// <summary>The caller cancels the job.</summary>
    internal sealed record Cancel : LifeStep;

    /// <summary>The caller starts the job again under the same idempotency key.</summary>
    internal sealed record Repeat : LifeStep;

    /// <summary>Functions of the previous version, still deployed or deployed again, take the step.</summary>
    internal sealed record OfPrevious(LifeStep Step) : LifeStep;
}
