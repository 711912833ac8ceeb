namespace AsyncJobs.Generator.Parsing;

/// <summary>Why a value cannot be written as JSON.</summary>
/// <param name="Path">Where it is, from the type that is written: <c>Report.Rows[].Kind</c>.</param>
/// <param name="What">What is there.</param>
/// <param name="Instead">What to do instead.</param>
internal sealed record JsonFault(string Path, string What, string Instead);
