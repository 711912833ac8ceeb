namespace AsyncJobs.Local.Queue;

/// <summary>
/// Starts what the platform starts. Between two functions on AWS goes an event and nothing else, so that no scope of a logger, no activity and no
/// <see cref="AsyncLocal{T}"/> of whoever sent it is seen by what comes of it.
/// </summary>
internal static class OwnFlow
{
    /// <summary>Starts work on the thread pool.</summary>
    public static Task Run(Func<Task> work)
    {
        AsyncFlowControl? control = ExecutionContext.IsFlowSuppressed() ? null : ExecutionContext.SuppressFlow();
        try
        {
            return Task.Run(work, CancellationToken.None);
        }
        finally
        {
            control?.Undo();
        }
    }
}
