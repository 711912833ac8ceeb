using AsyncJobs.Shared;

namespace AsyncJobs.Local.Platform;

/// <summary>What API Gateway and Lambda allow; the local host keeps to it so that nothing works here only.</summary>
internal static class PlatformLimits
{
    /// <summary>The body of a request to API Gateway.</summary>
    public const int RequestBodyBytes = 10 * 1024 * 1024;

    /// <summary>The event and the reply of a synchronous invocation, each.</summary>
    public const int SynchronousPayloadBytes = LambdaLimits.MostSynchronousBytes;

    /// <summary>The event of an asynchronous invocation.</summary>
    public const int AsynchronousPayloadBytes = 1024 * 1024;

    /// <summary>How often Lambda tries an event for its on-failure destination.</summary>
    public const int DestinationAttempts = 3;

    /// <summary>A message of SQS.</summary>
    public const int MessageBytes = 1024 * 1024;

    /// <summary>How many invocations of settle the queue may cause at the same time, as the template says.</summary>
    public const int QueueConcurrency = DeploymentDefaults.QueueConcurrency;

    /// <summary>The memory of a function whose size nobody set, in MB.</summary>
    public const int MemorySize = JobDefaults.MemorySize;

    /// <summary>How long API Gateway waits for a function: the shorter of its two kinds.</summary>
    public static readonly TimeSpan HttpTimeout = TimeSpan.FromSeconds(29);

    /// <summary>The timeout of the function that streams how jobs go on, as the template says.</summary>
    public static readonly TimeSpan StreamTimeout = TimeSpan.FromSeconds(DeploymentDefaults.StreamTimeoutSeconds);

    /// <summary>Lambda's wait before the first retry of an asynchronous event; the second retry waits twice as long.</summary>
    public static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(DeploymentDefaults.RetryDelaySeconds);

    /// <summary>The timeout of the function that takes what the workers could not do.</summary>
    public static readonly TimeSpan SettleTimeout = TimeSpan.FromSeconds(DeploymentDefaults.SettleTimeoutSeconds);

    /// <summary>
    /// After how long a message comes again that settle neither finished nor put off: as many of its timeouts as the template says.
    /// </summary>
    public static readonly TimeSpan MessageVisibility = DeploymentDefaults.TimeoutsOfVisibility * SettleTimeout;

    /// <summary>How long SQS holds a message back at most when it is sent.</summary>
    public static readonly TimeSpan LongestMessageDelay = TimeSpan.FromSeconds(DeploymentDefaults.LongestMessageDelaySeconds);

    /// <summary>How long SQS holds a message back at most after it was received.</summary>
    public static readonly TimeSpan LongestMessageVisibility = TimeSpan.FromSeconds(DeploymentDefaults.LongestMessageVisibilitySeconds);

    /// <summary>How long SQS keeps a message.</summary>
    public static readonly TimeSpan MessageRetention = TimeSpan.FromSeconds(DeploymentDefaults.MessageRetentionSeconds);

    /// <summary>How long Lambda lets a process start before it counts the start as failed.</summary>
    public static readonly TimeSpan InitTimeout = TimeSpan.FromSeconds(10);

    /// <summary>How long an asynchronous event may wait for a function that is busy.</summary>
    public static readonly TimeSpan EventAge = TimeSpan.FromSeconds(DeploymentDefaults.EventAgeSeconds);
}
