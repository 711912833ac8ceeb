using Microsoft.CodeAnalysis.Text;

namespace AsyncJobs.Analyzers.Tests;

/// <summary>A diagnostic at a place in a case, expected or reported.</summary>
internal readonly record struct Finding(string Id, TextSpan Span);
