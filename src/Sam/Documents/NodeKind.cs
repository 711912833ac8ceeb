namespace AsyncJobs.Sam.Documents;

/// <summary>What a node of a template is.</summary>
internal enum NodeKind
{
    /// <summary>A value without parts.</summary>
    Scalar,

    /// <summary>Members under names.</summary>
    Map,

    /// <summary>Items in order.</summary>
    List,
}
