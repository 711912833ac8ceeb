using System.Text;
using AsyncJobs.Buffers;
using AsyncJobs.Events;
using AsyncJobs.Jobs;
using AsyncJobs.Lifecycle;
using AsyncJobs.Storage;

namespace AsyncJobs.Endpoints;

/// <summary>Tells a reader how a job goes on, by server-sent events, until it ends, the reader goes away, or the invocation's time is over.</summary>
/// <remarks>
/// A stream that ends without the job's outcome is no error: the reader comes again with the id of the last event, and is told what has changed
/// since.
/// </remarks>
internal sealed class StatusStream(IJobStore store, PayloadArchive archive, StreamLimiter limiter, TimeProvider time, EndpointLog log)
{
    /// <summary>
    /// After how long without an event the reader hears something: an edge-optimized API ends a stream after 30 s of silence.
    /// </summary>
    public static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);

    /// <summary>The pause before the second look at a job, and before the one after a change.</summary>
    public static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(500);

    /// <summary>The longest pause between two looks.</summary>
    public static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    /// <summary>What is left of the budget when a stream ends: for the way of the last event to the reader.</summary>
    public static readonly TimeSpan Reserve = TimeSpan.FromSeconds(2);

    private const int RetryMilliseconds = 1000;

    // Timers count whole milliseconds: less than one is no pause.
    private static readonly TimeSpan s_timerGrain = TimeSpan.FromMilliseconds(1);

    /// <summary>Streams. What fails before anything is sent is thrown, so that it becomes a reply as it would for GET.</summary>
    /// <param name="record">The job as it stands.</param>
    /// <param name="request">The request, which may name the event that came last.</param>
    /// <param name="invocation">The invocation, whose stream is written to.</param>
    /// <param name="budget">Its time.</param>
    /// <param name="responder">Writes the head of the reply.</param>
    public async ValueTask SendAsync(JobRecord record, HttpEvent request, Invocation invocation, InvocationBudget budget, HttpResponder responder)
    {
        SeenState seen = request.TryGetHeader(ServerSentEvents.LastEventId, out ReadOnlySpan<byte> id) ? SeenState.Parse(id) : default;
        if (HasEnded(record) && SeenState.Of(record).Status == seen.Status)
        {
            // Browsers come again after the end, too, unless they are told that there is no more.
            responder.NoContent();
            return;
        }

        if (HasEnded(record))
        {
            // One event and no more: it holds nothing up, and takes no place.
            record = await archive.WithResultAsync(record, budget.Token).ConfigureAwait(false);
            await SendAsync(record, seen, StreamPlace.Uncounted, invocation, budget, responder).ConfigureAwait(false);
        }
        else if (await limiter.TryTakeAsync(record, request, invocation, budget, responder).ConfigureAwait(false) is { } place)
        {
            await using (place.ConfigureAwait(false))
                await SendAsync(record, seen, place, invocation, budget, responder).ConfigureAwait(false);
        }
    }

    private async ValueTask SendAsync(
        JobRecord record, SeenState seen, StreamPlace place, Invocation invocation, InvocationBudget budget, HttpResponder responder)
    {
        using PooledBuffer output = new();
        responder.EventsHead(output);
        ServerSentEvents.WriteRetry(output, RetryMilliseconds);
        WriteChange(output, record, ref seen);
        await GoOnAsync(record, seen, place, output, invocation, budget).ConfigureAwait(false);
    }

    private async ValueTask GoOnAsync(
        JobRecord record, SeenState seen, StreamPlace place, PooledBuffer output, Invocation invocation, InvocationBudget budget)
    {
        IReplyStream stream = invocation.Stream!;
        TimeSpan pause = ShortestPause;
        long sent = time.GetTimestamp();
        while (true)
        {
            // Who is told the end may follow their next job at once.
            if (HasEnded(record))
                await place.DisposeAsync().ConfigureAwait(false);
            if (output.WrittenCount > 0)
            {
                if (!await stream.WriteAsync(output.WrittenMemory).ConfigureAwait(false))
                    return;
                output.Clear();
                sent = time.GetTimestamp();
            }

            TimeSpan next = Shorter(pause, Shorter(Left(budget), Heartbeat - time.GetElapsedTime(sent)));
            if (HasEnded(record) || next < s_timerGrain || !await PauseAsync(next, stream).ConfigureAwait(false))
                return;

            if (await LookAsync(record, invocation, budget).ConfigureAwait(false) is not { } current)
                return;

            record = current;
            bool isNew = WriteChange(output, record, ref seen);
            pause = isNew ? ShortestPause : Shorter(pause * 2, LongestPause);
            if (!isNew && Heartbeat - time.GetElapsedTime(sent) < s_timerGrain)
                ServerSentEvents.WriteComment(output);
        }
    }

    // One of a newer version's states that this one does not know may be an end, too.
    private static bool HasEnded(JobRecord record) => record.IsFinished || record.FinishedAt is not null;

    private static bool WriteChange(PooledBuffer output, JobRecord record, ref SeenState seen)
    {
        SeenState now = SeenState.Of(record);
        if (now == seen)
            return false;

        using JsonScratch scratch = JsonScratch.Rent();
        bool isProgress = !HasEnded(record) && now.Status == seen.Status && record.Progress is not null;
        if (isProgress)
            StatusDocument.WriteProgress(scratch.Writer, record.Progress!);
        else
            StatusDocument.Write(scratch.Writer, record);
        ReadOnlySpan<byte> name = isProgress ? "progress"u8
            : !HasEnded(record) ? "status"u8
            : record.Status is JobStatus.Succeeded ? "result"u8
            : "error"u8;
        ServerSentEvents.Write(output, name, Encoding.UTF8.GetBytes(now.ToString()), scratch.Written.Span);
        seen = now;
        return true;
    }

    private static TimeSpan Left(InvocationBudget budget) =>
        budget.Remaining == Timeout.InfiniteTimeSpan ? TimeSpan.MaxValue : budget.Remaining - Reserve;

    private static TimeSpan Shorter(TimeSpan a, TimeSpan b) => a < b ? a : b;

    private async ValueTask<bool> PauseAsync(TimeSpan pause, IReplyStream stream)
    {
        try
        {
            await Task.Delay(pause, time, stream.ReaderGone).ConfigureAwait(false);
            return true;
        }
        catch (OperationCanceledException) when (stream.ReaderGone.IsCancellationRequested)
        {
            return false;
        }
    }

    // A look that fails ends the stream, and so does a job that is not there any more: whoever comes again is answered as by GET.
    private async ValueTask<JobRecord?> LookAsync(JobRecord before, Invocation invocation, InvocationBudget budget)
    {
        try
        {
            JobRecord? current = await store.GetAsync(before.Id, budget.Token).ConfigureAwait(false);
            if (current is null || current.PurgedAt is not null || current.ExpiresAt <= time.RecordNow())
                return null;
            return HasEnded(current) ? await archive.WithResultAsync(current, budget.Token).ConfigureAwait(false) : current;
        }
        catch (Exception exception)
        {
            bool isOver = exception is OperationCanceledException && budget.IsSpent;
            if (!isOver)
                log.WaitNotRead(before, invocation, exception);
            return null;
        }
    }
}
