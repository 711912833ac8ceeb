namespace AsyncJobs.Benchmarks.Running;

/// <summary>One side of a comparison.</summary>
/// <param name="Name">What it is called in the table.</param>
/// <param name="Run">Does a round's work; the operations that the round counts as.</param>
/// <param name="Prepare">Runs before each round and is not measured.</param>
internal sealed record Side(string Name, Action Run, Action? Prepare = null);
