namespace AsyncJobs.Events;

/// <summary>Sends a reply part by part, while its function still works on it. A host gives one where it can send so.</summary>
/// <remarks>
/// A reply that is sent so begins with what <see cref="HttpReply.WriteStreamed"/> writes. What the function leaves in the buffer of its reply comes
/// last.
/// </remarks>
internal interface IReplyStream
{
    /// <summary>Whether anything was sent. From then on the reply cannot become another one.</summary>
    bool HasBegun { get; }

    /// <summary>Fires when nobody reads the reply any more, where the host is told, or when the host stops.</summary>
    CancellationToken ReaderGone { get; }

    /// <summary>Sends a part, at once.</summary>
    /// <param name="part">The part; not kept.</param>
    /// <returns>False where nobody reads any more.</returns>
    ValueTask<bool> WriteAsync(ReadOnlyMemory<byte> part);
}
