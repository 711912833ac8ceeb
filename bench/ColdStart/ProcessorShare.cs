namespace AsyncJobs.ColdStart;

/// <summary>How much of a processor a program has, as Lambda limits it.</summary>
/// <param name="AtStart">Until it asks for its first invocation; 1 is a whole processor.</param>
/// <param name="Within">From then on.</param>
internal sealed record ProcessorShare(double AtStart, double Within);
