namespace AsyncJobs.Analyzers.Values;

/// <summary>Where a duration, a point in time or a cancellation comes from. Several hold where it depends on the way taken.</summary>
[Flags]
internal enum ValueKinds
{
    /// <summary>Nothing that limits or is limited: zero, null.</summary>
    None = 0,

    /// <summary>Computed from the invocation's remaining time.</summary>
    Derived = 1,

    /// <summary>With <see cref="Derived"/>: the remaining time as it is, nothing kept in reserve.</summary>
    WithoutReserve = 2,

    /// <summary>With <see cref="Derived"/>: a difference that nothing keeps from being negative.</summary>
    MayBeNegative = 4,

    /// <summary>With <see cref="Derived"/>: not less than a constant, however little time remains.</summary>
    HasFloor = 8,

    /// <summary>The same in each invocation.</summary>
    Fixed = 16,

    /// <summary>A parameter's, so its caller's business.</summary>
    Parameter = 32,

    /// <summary>From code that cannot be seen.</summary>
    Unknown = 64,

    /// <summary>Never ends: infinite, or a token that nothing cancels.</summary>
    Unlimited = 128,

    /// <summary>The present, which turns a duration into a point in time and back.</summary>
    Clock = 256,

    /// <summary>The token of a durable operation's body, which fires when the workflow is torn down and not for the deadline.</summary>
    Step = 512,
}
