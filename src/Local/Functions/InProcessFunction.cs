using AsyncJobs.Buffers;
using AsyncJobs.Jobs;

namespace AsyncJobs.Local.Functions;

/// <summary>A function in this process: an entry point with a timeout. One whose time is over goes on, and nobody listens.</summary>
internal sealed class InProcessFunction(LambdaEntryPoint entryPoint, TimeSpan timeout, TimeProvider time) : ILocalFunction
{
    public async Task<ReadOnlyMemory<byte>> InvokeAsync(ReadOnlyMemory<byte> payload, string requestId, CancellationToken waiting)
    {
        Invocation invocation = new()
        {
            RequestId = requestId,
            Deadline = time.GetUtcNow() + timeout,
            FunctionArn = "arn:aws:lambda:local:000000000000:function:local",
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

        return reply.WrittenMemory;
    }
}
