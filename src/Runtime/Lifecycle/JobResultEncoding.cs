namespace AsyncJobs.Lifecycle;

/// <summary>How the bytes of a stored result are to be read.</summary>
public enum JobResultEncoding
{
    /// <summary>A newer version of the library wrote them in a form that this one cannot read.</summary>
    Unknown = -1,

    /// <summary>They are UTF-8 JSON.</summary>
    Json,

    /// <summary>They are UTF-8 JSON, compressed with Brotli (RFC 7932).</summary>
    Brotli,
}
