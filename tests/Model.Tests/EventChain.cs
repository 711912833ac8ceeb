namespace AsyncJobs.Model.Tests;

/// <summary>
/// An event that the platform took: its first delivery and its retries, one after the other, and the worker that is at work on it. A duplicate is
/// another chain with the same request id, and has retries and an end of its own.
/// </summary>
internal readonly record struct EventChain(ChainPhase Phase, int Request, int Continuation)
{
    /// <summary>How often the platform has tried again.</summary>
    public int Retries { get; init; }

    /// <summary>Ticks: since it was sent or failed; since the worker began; until its message is due.</summary>
    public int Wait { get; init; }

    /// <summary>The token of the lease that the worker claims.</summary>
    public int Token { get; init; }

    /// <summary>The worker's last state, and its sequence number.</summary>
    public int Value { get; init; }

    public int Sequence { get; init; }

    public bool IsRunning => Phase >= ChainPhase.Claiming;

    /// <summary>Whether the worker has claimed, and what came of its method is not recorded.</summary>
    public bool IsAtWork => Phase is >= ChainPhase.Method and <= ChainPhase.Stopping;
}
