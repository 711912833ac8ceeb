namespace AsyncJobs.Generator.Parsing;

/// <summary>What is done with a type's JSON.</summary>
internal enum JsonUse
{
    /// <summary>It is written, as a result or a state.</summary>
    Written,

    /// <summary>It is read, as a body.</summary>
    Read,
}
