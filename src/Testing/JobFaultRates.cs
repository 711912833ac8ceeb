using System.Runtime.CompilerServices;

namespace AsyncJobs.Testing;

/// <summary>How often faults happen by chance: each from 0, for never, to 1, for always. Anything else is refused.</summary>
public sealed record JobFaultRates
{
    /// <summary>An event is delivered twice.</summary>
    public double DuplicateEvents { get; init => field = Checked(value); }

    /// <summary>An event is delivered up to <see cref="LongestDelay"/> later, so that others overtake it.</summary>
    public double DelayEvents { get; init => field = Checked(value); }

    /// <summary>How long the delivery of an event waits at most. Default: 10 s.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public TimeSpan LongestDelay
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, TimeSpan.Zero);
            field = value;
        }
    } = TimeSpan.FromSeconds(10);

    /// <summary>Lambda refuses an event.</summary>
    public double RefuseEvents { get; init => field = Checked(value); }

    /// <summary>Lambda takes an event, and its reply is lost.</summary>
    public double LoseEventReplies { get; init => field = Checked(value); }

    /// <summary>The table refuses a read or a write, also of a start by the test itself, which throws then as it does for any caller.</summary>
    public double ThrottleTable { get; init => field = Checked(value); }

    /// <summary>The table does a write, and its reply is lost.</summary>
    public double LoseTableReplies { get; init => field = Checked(value); }

    /// <summary>A worker's process is killed at one of the points that <see cref="JobFaults"/> names.</summary>
    public double KillWorkers { get; init => field = Checked(value); }

    private static double Checked(double rate, [CallerMemberName] string? name = null) => rate is >= 0 and <= 1
        ? rate
        : throw new ArgumentOutOfRangeException(name, rate, "A rate is from 0, for never, to 1, for always.");
}
