namespace AsyncJobs.Generator.Model;

/// <summary>Whether a parameter takes one scalar or several.</summary>
internal enum CollectionKind
{
    /// <summary>One.</summary>
    None,

    /// <summary>An array, or an interface that an array implements.</summary>
    Array,

    /// <summary>A <c>List&lt;T&gt;</c>.</summary>
    List,
}
