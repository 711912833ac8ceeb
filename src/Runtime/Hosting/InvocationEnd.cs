using AsyncJobs.Jobs;
using AsyncJobs.Logging;
using AsyncJobs.Shared;

namespace AsyncJobs.Hosting;

/// <summary>Calls what the application has to do at the end of an invocation, in the time that is left of it.</summary>
/// <param name="services">The services, of which those that are made already are called.</param>
/// <param name="time">The clock.</param>
/// <param name="log">Says what went wrong.</param>
internal sealed class InvocationEnd(JobServices services, TimeProvider time, JobLog log)
{
    // Somebody waits for the reply, and every moment is paid for: a receiver that is down must not cost more than this.
    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(5);

    // For the reply's own way.
    private static readonly TimeSpan s_reserve = TimeSpan.FromMilliseconds(100);

    /// <summary>Calls them, one after the other. Never throws.</summary>
    public ValueTask RunAsync(Invocation invocation) =>
        services.Built is { Hooks: { Length: > 0 } hooks } ? RunAsync(hooks, invocation) : default;

    private async ValueTask RunAsync(IInvocationEndHook[] hooks, Invocation invocation)
    {
        long start = time.GetTimestamp();
        TimeSpan limit = LimitOf(invocation);
        foreach (IInvocationEndHook hook in hooks)
        {
            try
            {
                await RunAsync(hook, limit - time.GetElapsedTime(start)).ConfigureAwait(false);
            }
            catch (Exception exception)
            {
                log.Write(new JobLogEntry(JobLogLevel.Warning, JobEvents.HookFailed)
                {
                    Message = $"{hook.GetType()} has failed at the end of the invocation, which goes on as if it had not.",
                    RequestId = invocation.RequestId,
                    Exception = exception,
                });
            }
        }
    }

    // On a thread of the pool: what blocks is left behind when its time is over.
    private async ValueTask RunAsync(IInvocationEndHook hook, TimeSpan limit)
    {
        if (limit <= TimeSpan.Zero)
            throw new TimeoutException("The invocation has no time left for it.");

        using CancellationTokenSource end = new(limit, time);
        CancellationToken token = end.Token;
        Task task = Task.Run(() => hook.OnInvocationEndAsync(limit, token).AsTask(), CancellationToken.None);
        await task.WaitAsync(limit, time).ConfigureAwait(false);
    }

    private TimeSpan LimitOf(Invocation invocation)
    {
        if (invocation.Deadline is not { } deadline)
            return s_longest;

        TimeSpan left = deadline - time.GetUtcNow() - s_reserve;
        return left < s_longest ? left : s_longest;
    }
}
