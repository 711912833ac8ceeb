namespace AsyncJobs.Ending;

/// <summary>The next try of a callback.</summary>
/// <param name="At">When it is due.</param>
/// <param name="Chain">The token of the message that was sent for it; null where the one that brought this try comes again.</param>
internal sealed record PlannedTry(DateTimeOffset At, string? Chain = null)
{
    /// <summary>A try that a message of its own is to bring.</summary>
    public static PlannedTry ByMessage(DateTimeOffset at) => new(at, Guid.NewGuid().ToString("N"));

    /// <summary>A try that the message of before brings; null for none.</summary>
    public static PlannedTry? BySameMessage(DateTimeOffset? at) => at is { } time ? new(time) : null;
}
