using AsyncJobs.Buffers;
using AsyncJobs.Events;
using Microsoft.AspNetCore.Http;

namespace AsyncJobs.Local.Gateway;

/// <summary>
/// A reply that a function streams, and that goes out as it comes: first its head, <c>{"statusCode", "headers", "cookies"}</c>, then eight zero
/// bytes, and then the body.
/// </summary>
/// <param name="context">The request that it answers.</param>
internal sealed class GatewayStream(HttpContext context) : IReplyStream
{
    // What API Gateway takes as the longest head.
    private const int LongestHead = 16 * 1024;

    // Not returned to the pool: a function that outlives its time may still write to it.
    private readonly PooledBuffer _head = new();
    private bool _isMalformed;

    public bool HasBegun { get; private set; }

    /// <summary>Whether the head came, and the client has it.</summary>
    public bool IsAnswered { get; private set; }

    public CancellationToken ReaderGone => context.RequestAborted;

    public async ValueTask<bool> WriteAsync(ReadOnlyMemory<byte> part)
    {
        HasBegun = true;
        if (!IsAnswered)
            part = TakeHead(part);
        if (_isMalformed || ReaderGone.IsCancellationRequested)
            return false;
        if (!IsAnswered)
            return true;

        try
        {
            if (!part.IsEmpty && context.Response.StatusCode is not (204 or 304))
                await context.Response.Body.WriteAsync(part, ReaderGone).ConfigureAwait(false);
            await context.Response.Body.FlushAsync(ReaderGone).ConfigureAwait(false);
            return true;
        }
        catch (Exception) when (ReaderGone.IsCancellationRequested)
        {
            return false;
        }
    }

    // Gives what is behind the head.
    private ReadOnlyMemory<byte> TakeHead(ReadOnlyMemory<byte> part)
    {
        int searched = Math.Max(_head.WrittenCount - HttpReply.StreamedHeadEnd.Length, 0);
        part.Span.CopyTo(_head.GetSpan(part.Length));
        _head.Advance(part.Length);
        int end = _head.WrittenSpan[searched..].IndexOf(HttpReply.StreamedHeadEnd);
        if (end < 0)
        {
            _isMalformed = _head.WrittenCount > LongestHead;
            return default;
        }

        end += searched;
        IsAnswered = end <= LongestHead && GatewayReply.TryRead(_head.WrittenMemory[..end]) is { } head && head.TryStart(context.Response);
        _isMalformed = !IsAnswered;
        return _head.WrittenMemory[(end + HttpReply.StreamedHeadEnd.Length)..];
    }
}
