namespace AsyncJobs.ColdStart;

/// <summary>One start.</summary>
/// <param name="Wall">Milliseconds from the start of the process to its first reply, or to its end where it gives none.</param>
/// <param name="Processor">
/// Milliseconds that the process computed until then: what a busy machine does not lengthen. Zero where it is not known.
/// </param>
/// <param name="Within">Milliseconds from the moment when the process took the event to its reply.</param>
/// <param name="Memory">The most memory that it had until then, in MB.</param>
internal readonly record struct Measurement(double Wall, double Processor, double Within = 0, double Memory = 0);
