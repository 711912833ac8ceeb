using AsyncJobs.Buffers;
using AsyncJobs.Endpoints;
using AsyncJobs.Events;
using AsyncJobs.Local.Operations;
using Microsoft.AspNetCore.Http;

namespace AsyncJobs.Local.Page;

/// <summary>
/// Tells whoever follows a job what there is to see of it, by server-sent events, whenever that has changed: <c>job</c> with the document that GET
/// gives, and <c>log</c> with the lines. It ends when the reader goes away, the server stops, or the job is gone or cannot be read; whoever then asks
/// without a stream is told why.
/// </summary>
/// <param name="response">Takes the events.</param>
/// <param name="pause">How long to wait between two looks.</param>
/// <param name="time">The clock.</param>
internal sealed class JobStream(HttpResponse response, TimeSpan pause, TimeProvider time)
{
    // A job that is settled hardly changes any more.
    private const int SettledPauses = 5;

    /// <summary>Sends what there is to see, and then what changes.</summary>
    /// <param name="first">What there is at the beginning.</param>
    /// <param name="look">Looks again; null where the job is gone.</param>
    /// <param name="stop">Ends the stream.</param>
    public async Task SendAsync(JobLook first, Func<Task<JobLook?>> look, CancellationToken stop)
    {
        PageHeaders.Write(response, PageReplies.Policy);
        response.ContentType = ServerSentEvents.MediaType;
        try
        {
            await FollowAsync(first, look, stop).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Whoever did not take what was being sent is not waited for.
        }
    }

    private async Task FollowAsync(JobLook first, Func<Task<JobLook?>> look, CancellationToken stop)
    {
        using PooledBuffer output = new();
        JobLook? seen = null;
        JobLook now = first;
        long sent = time.GetTimestamp();
        while (true)
        {
            Write(output, seen, now);
            if (output.WrittenCount == 0 && time.GetElapsedTime(sent) >= StatusStream.Heartbeat)
                ServerSentEvents.WriteComment(output);
            if (output.WrittenCount > 0)
            {
                await response.Body.WriteAsync(output.WrittenMemory, stop).ConfigureAwait(false);
                await response.Body.FlushAsync(stop).ConfigureAwait(false);
                output.Clear();
                sent = time.GetTimestamp();
            }

            seen = now;
            await Task.Delay(now.IsSettled ? SettledPauses * pause : pause, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (stop.IsCancellationRequested || await NextAsync(look).ConfigureAwait(false) is not { } next)
                return;

            now = next;
        }
    }

    private static void Write(PooledBuffer output, JobLook? seen, JobLook now)
    {
        if (seen is not { } before || !before.Job.Span.SequenceEqual(now.Job.Span))
            ServerSentEvents.Write(output, "job"u8, default, now.Job.Span);
        if (now.Log is { } log && (seen?.Log is not { } lines || !lines.Span.SequenceEqual(log.Span)))
            ServerSentEvents.Write(output, "log"u8, default, log.Span);
    }

    private static async Task<JobLook?> NextAsync(Func<Task<JobLook?>> look)
    {
        try
        {
            return await look().ConfigureAwait(false);
        }
        catch (OperationsException)
        {
            // The head of the reply is sent: it cannot become an error any more.
            return null;
        }
    }
}
