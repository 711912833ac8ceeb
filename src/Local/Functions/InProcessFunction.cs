using AsyncJobs.Buffers;
using AsyncJobs.Events;
using AsyncJobs.Jobs;

namespace AsyncJobs.Local.Functions;

/// <summary>A function in this process: an entry point with a timeout. One whose time is over goes on, and nobody listens.</summary>
internal sealed class InProcessFunction(LambdaEntryPoint entryPoint, TimeSpan timeout, TimeProvider time) : IStreamingFunction
{
    public Task<ReadOnlyMemory<byte>> InvokeAsync(ReadOnlyMemory<byte> payload, string requestId, CancellationToken waiting) =>
        RunAsync(payload, requestId, null);

    public Task<ReadOnlyMemory<byte>> InvokeAsync(
        ReadOnlyMemory<byte> payload, string requestId, IReplyStream stream, CancellationToken waiting) => RunAsync(payload, requestId, stream);

    private async Task<ReadOnlyMemory<byte>> RunAsync(ReadOnlyMemory<byte> payload, string requestId, IReplyStream? stream)
    {
        Invocation invocation = new()
        {
            RequestId = requestId,
            Deadline = time.GetUtcNow() + timeout,
            FunctionArn = "arn:aws:lambda:local:000000000000:function:local",
            Stream = stream,
        };

        // Neither disposed nor shared: an entry point that outlives its time may still write to it.
        PooledBuffer reply = new();

        // On a thread of the pool, so that one that never awaits has its time limit as well.
        Task work = Task.Run(() => entryPoint(payload, invocation, reply).AsTask());
        try
        {
            await work.WaitAsync(timeout, time).ConfigureAwait(false);
        }
        catch (TimeoutException exception) when (!work.IsCompleted)
        {
            _ = work.ContinueWith(static abandoned => _ = abandoned.Exception, TaskScheduler.Default);
            throw new TimeoutException($"Task timed out after {timeout.TotalSeconds:0.00} seconds", exception);
        }

        if (!invocation.IsReplyStreamed)
            return reply.WrittenMemory;

        await stream!.WriteAsync(reply.WrittenMemory).ConfigureAwait(false);
        return default;
    }
}
