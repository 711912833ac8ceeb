using Microsoft.CodeAnalysis;

namespace AsyncJobs.Shared;

/// <summary>
/// What a deployment of jobs is like where nobody says otherwise: the template makes it so, the functions count on it, the local host plays it.
/// </summary>
[Embedded]
internal static class DeploymentDefaults
{
    /// <summary>How long Lambda waits before its first retry of an asynchronous event; the second retry waits twice as long.</summary>
    public const int RetryDelaySeconds = 60;

    /// <summary>How long Lambda keeps an event, and how long the record of a job waits for its own: 6 h, as long as Lambda can.</summary>
    public const int EventAgeSeconds = 6 * 60 * 60;

    /// <summary>How long after its end a lease without an outcome means that the job is lost.</summary>
    public const int LostAfterSeconds = 10 * 60;

    /// <summary>How often a worker looks for a cancel.</summary>
    public const int CancelPollSeconds = 5;

    /// <summary>How long SQS holds a message back at most when it is sent.</summary>
    public const int LongestMessageDelaySeconds = 15 * 60;

    /// <summary>How long SQS holds a message back at most after it was received.</summary>
    public const int LongestMessageVisibilitySeconds = 12 * 60 * 60;

    /// <summary>How long SQS keeps a message of the jobs' queue: 14 days, as long as it can.</summary>
    public const int MessageRetentionSeconds = 14 * 24 * 60 * 60;

    /// <summary>The timeout of settle: two tries of a callback, of 20 s each, the pause between them, and as much for what else is slow.</summary>
    public const int SettleTimeoutSeconds = 90;

    /// <summary>
    /// The timeout of the function that streams how jobs go on. Lambda does not tell it that a reader is gone: so long does one cost at most, and the
    /// others come again as often.
    /// </summary>
    public const int StreamTimeoutSeconds = 5 * 60;

    /// <summary>How much longer API Gateway waits for that function: a cold start is no part of its timeout.</summary>
    public const int StreamPatienceSeconds = 15;

    /// <summary>After how many timeouts of settle a message comes again that settle neither finished nor put off.</summary>
    /// <remarks>See https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html.</remarks>
    public const int TimeoutsOfVisibility = 6;

    /// <summary>
    /// How many invocations of settle the queue may cause at the same time, so that trouble does not take the account's concurrency.
    /// </summary>
    public const int QueueConcurrency = 5;
}
