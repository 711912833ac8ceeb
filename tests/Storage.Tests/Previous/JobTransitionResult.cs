namespace AsyncJobs.Previous;

/// <summary>What became of a transition.</summary>
/// <param name="Applied">Whether the record shows it now, by this write or by an earlier one whose answer was lost.</param>
/// <param name="Record">
/// When refused: the record that refused it, null when there is none. When applied: the record after it; null after a
/// <see cref="JobTransition.Finish"/>, whose result need not travel back.
/// </param>
internal readonly record struct JobTransitionResult(bool Applied, JobRecord? Record);
