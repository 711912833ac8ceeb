using Microsoft.CodeAnalysis;

namespace AsyncJobs.Analyzers.Waits;

/// <summary>A wait that ends by itself: after which time, and what it waits for.</summary>
internal sealed record Wait(IOperation Time, IReadOnlyList<IOperation> Tasks);
