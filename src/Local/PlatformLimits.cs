namespace AsyncJobs.Local;

/// <summary>What API Gateway and Lambda allow; the local host keeps to it so that nothing works here only.</summary>
internal static class PlatformLimits
{
    /// <summary>The body of a request to API Gateway.</summary>
    public const int RequestBodyBytes = 10 * 1024 * 1024;

    /// <summary>The event and the reply of a synchronous invocation, each.</summary>
    public const int SynchronousPayloadBytes = 6 * 1024 * 1024;

    /// <summary>The event of an asynchronous invocation.</summary>
    public const int AsynchronousPayloadBytes = 1024 * 1024;

    /// <summary>How long API Gateway waits for a function: the shorter of its two kinds.</summary>
    public static readonly TimeSpan HttpTimeout = TimeSpan.FromSeconds(29);

    /// <summary>Lambda's wait before the first retry of an asynchronous event; the second retry waits twice as long.</summary>
    public static readonly TimeSpan RetryDelay = TimeSpan.FromMinutes(1);
}
