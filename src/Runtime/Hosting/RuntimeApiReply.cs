using System.Net.Sockets;
using AsyncJobs.Events;

namespace AsyncJobs.Hosting;

/// <summary>The reply to one invocation, sent to the Lambda Runtime API in chunks while the handler still works on it.</summary>
/// <param name="connection">The connection that brought the invocation.</param>
/// <param name="path">Where the reply goes.</param>
internal sealed class RuntimeApiReply(RuntimeApiConnection connection, string path) : IReplyStream
{
    private bool _isBroken;

    public bool HasBegun { get; private set; }

    // Lambda does not say: https://docs.aws.amazon.com/lambda/latest/dg/configuration-response-streaming.html.
    public CancellationToken ReaderGone => CancellationToken.None;

    public ValueTask<bool> WriteAsync(ReadOnlyMemory<byte> part) => ValueTask.FromResult(TrySend(part.Span));

    /// <summary>Ends the reply.</summary>
    /// <param name="last">What is left to send.</param>
    /// <param name="trailers">What tells of an error, each line with its end; null for none.</param>
    /// <returns>The status that the API answers with; null where the connection broke, and nobody has the reply.</returns>
    /// <exception cref="RuntimeApiException">The answer is not HTTP/1.1.</exception>
    public int? End(ReadOnlySpan<byte> last, string? trailers)
    {
        if (!TrySend(last))
            return null;

        try
        {
            return connection.EndChunks(trailers).StatusCode;
        }
        catch (Exception exception) when (exception is SocketException or EndOfStreamException)
        {
            return null;
        }
    }

    private bool TrySend(ReadOnlySpan<byte> part)
    {
        if (_isBroken)
            return false;

        try
        {
            if (!HasBegun)
                connection.BeginChunks(path);
            HasBegun = true;
            connection.SendChunk(part);
            return true;
        }
        catch (SocketException)
        {
            _isBroken = true;
            connection.Break();
            return false;
        }
    }
}
