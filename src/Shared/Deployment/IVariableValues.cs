using Microsoft.CodeAnalysis;

namespace AsyncJobs.Shared;

/// <summary>How variables are written where a function is deployed: as references in a template, as names elsewhere.</summary>
/// <typeparam name="T">What a value is written as.</typeparam>
[Embedded]
internal interface IVariableValues<T>
    where T : class
{
    /// <summary>The table's name.</summary>
    T Table { get; }

    /// <summary>The bucket of large payloads; null where there is none.</summary>
    T? Bucket { get; }

    /// <summary>The URL of settle's queue; null where there is none, or nobody knows it here.</summary>
    T? Queue { get; }

    /// <summary>A value that is the same everywhere.</summary>
    T Text(string value);

    /// <summary>The functions of the workers that a function invokes; null where it needs to be told none.</summary>
    T? Workers(DeployedFunction function);
}
