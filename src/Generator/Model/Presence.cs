namespace AsyncJobs.Generator.Model;

/// <summary>Whether a value may be absent.</summary>
internal enum Presence
{
    /// <summary>It must be there.</summary>
    Required,

    /// <summary>Without it, the parameter's default or null is used.</summary>
    Optional,

    /// <summary>The same, for a Nullable value type.</summary>
    NullableValue,
}
