using Microsoft.CodeAnalysis;

namespace AsyncJobs.Generator.Parsing;

/// <summary>Why a value does not go through JSON as it is.</summary>
/// <param name="Rule">Whether it is refused, or lost.</param>
/// <param name="Path">Where it is, from the type that is written or read: <c>Report.Rows[].Kind</c>.</param>
/// <param name="What">What is there.</param>
/// <param name="Instead">What to do instead.</param>
internal sealed record JsonFault(DiagnosticDescriptor Rule, string Path, string What, string Instead);
