using System.Text.Json.Serialization.Metadata;
using AsyncJobs.Binding;

namespace AsyncJobs.Jobs;

/// <summary>What goes into a job and what comes out of it, for those who document it.</summary>
public sealed class JobDescription
{
    /// <summary>What the job takes from its route, the query and headers, in the order of the method's parameters.</summary>
    public required IReadOnlyList<JobParameter> Parameters { get; init; }

    /// <summary>How the body is read where it is JSON; null where the job takes none, or takes it as it is.</summary>
    public required JsonTypeInfo? Body { get; init; }

    /// <summary>
    /// What the body may be, as its Content-Type says it: <c>application/json</c>, <c>application/x-www-form-urlencoded</c>, and <c>*/*</c> where any
    /// other is taken as it is. Empty where the job takes none.
    /// </summary>
    public IReadOnlyList<string> BodyTypes { get; init; } = [];

    /// <summary>Whether a request without a body, or with one that is null, is malformed.</summary>
    public required bool IsBodyRequired { get; init; }

    /// <summary>How the result is written; null where the method returns nothing.</summary>
    public required JsonTypeInfo? Result { get; init; }
}
