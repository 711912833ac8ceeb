using AsyncJobs.Buffers;
using AsyncJobs.Events;
using AsyncJobs.Local.Platform;
using Microsoft.AspNetCore.Http;

namespace AsyncJobs.Local.Gateway;

/// <summary>
/// A reply that a function streams, and that goes out as it comes: first its head, <c>{"statusCode", "headers", "cookies"}</c>, then eight zero
/// bytes, and then the body.
/// </summary>
internal sealed class GatewayStream : IReplyStream, IDisposable
{
    // What API Gateway takes as the longest head.
    private const int LongestHead = 16 * 1024;

    // Not returned to the pool: a function that outlives its time may still write to it.
    private readonly PooledBuffer _head = new();

    // A host that stops waits for the requests under way: to a function it is a reader who leaves.
    private readonly CancellationTokenSource _end;
    private readonly HttpContext _context;
    private bool _isMalformed;

    /// <param name="context">The request that it answers.</param>
    public GatewayStream(HttpContext context)
    {
        _context = context;
        _end = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, context.HostStopping());
        ReaderGone = _end.Token;
    }

    public bool HasBegun { get; private set; }

    /// <summary>Whether the head came, and the client has it.</summary>
    public bool IsAnswered { get; private set; }

    public CancellationToken ReaderGone { get; }

    public async ValueTask<bool> WriteAsync(ReadOnlyMemory<byte> part)
    {
        HasBegun = true;
        if (!IsAnswered)
            part = TakeHead(part);
        if (_isMalformed || _context.RequestAborted.IsCancellationRequested)
            return false;
        if (!IsAnswered)
            return true;

        try
        {
            if (!part.IsEmpty && _context.Response.StatusCode is not (204 or 304))
                await _context.Response.Body.WriteAsync(part, _context.RequestAborted).ConfigureAwait(false);
            await _context.Response.Body.FlushAsync(_context.RequestAborted).ConfigureAwait(false);
            return true;
        }
        catch (Exception) when (_context.RequestAborted.IsCancellationRequested)
        {
            return false;
        }
    }

    /// <summary>Ends it for a function that outlives its time.</summary>
    public void Dispose()
    {
        _end.Cancel();
        _end.Dispose();
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
        IsAnswered = end <= LongestHead && GatewayReply.TryRead(_head.WrittenMemory[..end]) is { } head && head.TryStart(_context.Response);
        _isMalformed = !IsAnswered;
        return _head.WrittenMemory[(end + HttpReply.StreamedHeadEnd.Length)..];
    }
}
