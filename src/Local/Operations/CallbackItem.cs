namespace AsyncJobs.Local.Operations;

/// <summary>The callback of a job. Its URL may have a secret in it, so an operator sees the host alone.</summary>
/// <param name="Host">Where it goes.</param>
/// <param name="Status">What became of it, as the wire has it.</param>
/// <param name="Attempts">How often it was tried.</param>
internal sealed record CallbackItem(string Host, string Status, int Attempts)
{
    /// <summary>When it is tried next; null where that is not planned.</summary>
    public DateTimeOffset? NextAt { get; init; }

    /// <summary>The latest tries, the oldest first.</summary>
    public IReadOnlyList<CallbackTryItem> Tries { get; init; } = [];
}
