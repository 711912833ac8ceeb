namespace AsyncJobs.Previous;

/// <summary>How the bytes of a stored result are to be read.</summary>
internal enum JobResultEncoding
{
    /// <summary>They are UTF-8 JSON.</summary>
    Json,

    /// <summary>They are UTF-8 JSON, compressed with Brotli (RFC 7932).</summary>
    Brotli,
}
