using AsyncJobs.Local.Functions;
using AsyncJobs.Local.Queue;
using AsyncJobs.Testing.Time;

namespace AsyncJobs.Testing.Platform;

/// <summary>Starts what the platform starts, as work that is seen from its first moment on.</summary>
internal static class Started
{
    /// <summary>Starts a piece of work that nobody awaits.</summary>
    public static void Run(Work work, WorkList works, Func<Task> code)
    {
        _ = OwnFlow.Run(async () =>
        {
            try
            {
                await work.RunAsync(async () =>
                {
                    await code().ConfigureAwait(false);
                    return true;
                }).ConfigureAwait(false);
            }
            finally
            {
                works.End(work);
            }
        });
    }

    /// <summary>Invokes a function, in a process that ends with its time or when it is killed.</summary>
    /// <returns>How it failed; null where it did not.</returns>
    public static async Task<Exception?> TryAsync(
        ILocalFunction function, ReadOnlyMemory<byte> payload, string requestId, Work work, VirtualClock clock)
    {
        (_, Exception? failure) = await TryReplyAsync(function, payload, requestId, work, clock).ConfigureAwait(false);
        return failure;
    }

    /// <summary>The same, with the reply.</summary>
    public static async Task<(ReadOnlyMemory<byte> Reply, Exception? Failure)> TryReplyAsync(
        ILocalFunction function, ReadOnlyMemory<byte> payload, string requestId, Work work, VirtualClock clock)
    {
        Task<ReadOnlyMemory<byte>> invocation = function.InvokeAsync(payload, requestId, CancellationToken.None);
        await Task.WhenAny(invocation, work.Killed).ConfigureAwait(false);
        if (work.IsKilled)
        {
            clock.RemoveOf(work);
            _ = invocation.ContinueWith(static ended => _ = ended.Exception, TaskScheduler.Default);
            return (default, new FunctionErrorException("Runtime.ExitError", "The test killed the worker's process."));
        }

        try
        {
            return (await invocation.ConfigureAwait(false), null);
        }
        catch (Exception exception)
        {
            // The platform ends a process whose time is over.
            if (exception is TimeoutException)
            {
                work.Kill();
                clock.RemoveOf(work);
            }

            return (default, exception);
        }
    }
}
