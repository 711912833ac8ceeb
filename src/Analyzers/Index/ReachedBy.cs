using System.Collections.Immutable;

namespace AsyncJobs.Analyzers.Index;

/// <summary>What of the invocations reaches a call.</summary>
/// <param name="IsReached">Whether any job or handler visibly does.</param>
/// <param name="WithoutBudget">The handlers that do, and visibly enter no budget on the way.</param>
/// <param name="IsReachedOutside">Whether code also does that runs before any invocation, and has no budget to enter.</param>
internal sealed record ReachedBy(bool IsReached, ImmutableArray<HandlerFunction> WithoutBudget, bool IsReachedOutside);
