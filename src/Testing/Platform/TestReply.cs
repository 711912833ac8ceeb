using System.Buffers;
using System.IO.Pipelines;
using AsyncJobs.Events;
using AsyncJobs.Testing.Time;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace AsyncJobs.Testing.Platform;

/// <summary>
/// The body of a reply. That of a stream of events is read while its function still writes; who waits for its next part has time go on, since nothing
/// else might bring it.
/// </summary>
internal sealed class TestReply : IHttpRequestLifetimeFeature
{
    private readonly HttpContext _context;
    private readonly Work _work;
    private readonly VirtualClock _clock;

    // A gateway takes what a function writes, however slowly its client reads.
    private readonly Pipe _pipe = new(new PipeOptions(pauseWriterThreshold: 0, useSynchronizationContext: false));
    private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _gone;
    private readonly object _gate = new();
    private bool _isUnflushed;
    private bool _isAwaited;
    private bool _isEnded;

    /// <param name="context">The request. Its reply is written here from now on.</param>
    /// <param name="work">The same as the host sees it.</param>
    /// <param name="clock">The host's clock.</param>
    public TestReply(HttpContext context, Work work, VirtualClock clock)
    {
        _context = context;
        _work = work;
        _clock = clock;
        _gone = new CancellationTokenSource();
        RequestAborted = _gone.Token;
        context.Features.Set<IHttpRequestLifetimeFeature>(this);
        context.Features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(new ReplyWriter(this)));
        _ = work.Killed.ContinueWith(_ => End(new IOException("The host has ended.")), TaskScheduler.Default);
    }

    /// <summary>Done once the head of a stream of events is there, and its body comes part by part.</summary>
    public Task Begun => _begun.Task;

    /// <summary>Fires when the client reads no more.</summary>
    public CancellationToken RequestAborted { get; set; }

    /// <summary>Ends the body, of which the client has not got the whole.</summary>
    public void Abort() => End(new IOException("The reply broke off."));

    /// <summary>Ends the body.</summary>
    public void Complete() => End(null);

    /// <summary>The body as its client reads it, part by part.</summary>
    public Stream Read() => new ReplyReader(this);

    /// <summary>The body that has ended, as a whole.</summary>
    public async Task<byte[]> ReadAllAsync()
    {
        using MemoryStream all = new();
        await _pipe.Reader.CopyToAsync(all).ConfigureAwait(false);
        return all.ToArray();
    }

    /// <summary>Takes a part from the function.</summary>
    public void Write(ReadOnlySpan<byte> part)
    {
        lock (_gate)
        {
            if (_isEnded || part.IsEmpty)
                return;

            _pipe.Writer.Write(part);
            _isUnflushed = true;
        }
    }

    /// <summary>Hands on what there is.</summary>
    public void Flush()
    {
        bool isOfEvents = _context.Response.ContentType?.StartsWith(ServerSentEvents.MediaType, StringComparison.Ordinal) == true;
        if (isOfEvents)
            _work.BecomeStream();
        lock (_gate)
        {
            if (_isUnflushed && !_isEnded)
            {
                _ = _pipe.Writer.FlushAsync().AsTask();
                _isUnflushed = false;
                EndWait();
            }
        }

        if (isOfEvents)
            _begun.TrySetResult();
    }

    /// <summary>Takes the next part.</summary>
    public async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        if (!TryRead(out ReadResult result))
            result = await WaitAsync(cancellationToken).ConfigureAwait(false);

        int count = (int)Math.Min(buffer.Length, result.Buffer.Length);
        result.Buffer.Slice(0, count).CopyTo(buffer.Span);
        _pipe.Reader.AdvanceTo(result.Buffer.GetPosition(count));
        return count;
    }

    /// <summary>Leaves the rest.</summary>
    public void Leave()
    {
        _pipe.Reader.Complete();
        _ = _gone.CancelAsync();
    }

    // Where there is nothing to read, time goes on from here.
    private bool TryRead(out ReadResult result)
    {
        lock (_gate)
        {
            if (_pipe.Reader.TryRead(out result))
                return true;

            _isAwaited = true;
            _clock.BeginOutsideWait();
            return false;
        }
    }

    private async ValueTask<ReadResult> WaitAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await _pipe.Reader.ReadAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            lock (_gate)
                EndWait();
        }
    }

    // At the moment at which there is something, and not when the reader gets a thread to read it: no time is to pass in between.
    private void EndWait()
    {
        if (_isAwaited)
            _clock.EndOutsideWait();
        _isAwaited = false;
    }

    private void End(Exception? fault)
    {
        lock (_gate)
        {
            if (_isEnded)
                return;

            _isEnded = true;
            _pipe.Writer.Complete(fault);
            EndWait();
        }
    }
}
