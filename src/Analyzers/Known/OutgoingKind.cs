namespace AsyncJobs.Analyzers.Known;

/// <summary>The kinds of calls that wait for somebody else's answer over HTTP.</summary>
internal enum OutgoingKind
{
    /// <summary>None.</summary>
    None,

    /// <summary>HttpClient, HttpMessageInvoker, their extensions, or a handler's call of the next one.</summary>
    Http,

    /// <summary>The reading of a response's body.</summary>
    Body,

    /// <summary>A client of another library.</summary>
    Library,
}
