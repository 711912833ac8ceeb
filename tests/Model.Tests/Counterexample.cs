namespace AsyncJobs.Model.Tests;

/// <summary>How a promise is broken.</summary>
/// <param name="Promise">Which one.</param>
/// <param name="Trace">The steps, one a line.</param>
internal sealed record Counterexample(string Promise, string Trace)
{
    public override string ToString() => $"BROKEN: {Promise}\n{Trace}";
}
