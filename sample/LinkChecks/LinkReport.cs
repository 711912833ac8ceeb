namespace Sample.LinkChecks;

/// <summary>What became of the links.</summary>
/// <param name="Checked">How many were checked.</param>
/// <param name="Ok">How many of these work.</param>
/// <param name="Broken">Those that do not, in the order of the request.</param>
/// <param name="Skipped">How many were not checked because the time was up.</param>
public sealed record LinkReport(int Checked, int Ok, IReadOnlyList<BrokenLink> Broken, int Skipped);
