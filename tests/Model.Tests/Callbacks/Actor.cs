namespace AsyncJobs.Model.Tests.Callbacks;

/// <summary>One of those who try a callback.</summary>
/// <param name="Phase">Where it is.</param>
/// <param name="Attempts">How many tries it has read that there were.</param>
/// <param name="Before">How many of them were before the schedule.</param>
/// <param name="IsTaken">Whether the receiver has taken its try.</param>
/// <param name="Chain">Whose message it has; 0 for none.</param>
internal readonly record struct Actor(Phase Phase, byte Attempts = 0, byte Before = 0, bool IsTaken = false, byte Chain = 0);
