namespace AsyncJobs.Binding;

/// <summary>What looking up an argument came to.</summary>
public enum ArgumentOutcome
{
    /// <summary>It is not there.</summary>
    Missing,

    /// <summary>It is there and has its type's form.</summary>
    Found,

    /// <summary>It is there and does not have its type's form.</summary>
    Malformed,
}
