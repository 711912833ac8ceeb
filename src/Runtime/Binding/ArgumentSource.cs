namespace AsyncJobs.Binding;

/// <summary>The part of a request that an argument comes from.</summary>
public enum ArgumentSource
{
    /// <summary>A placeholder of the route.</summary>
    Route,

    /// <summary>The query string.</summary>
    Query,

    /// <summary>A header.</summary>
    Header,
}
