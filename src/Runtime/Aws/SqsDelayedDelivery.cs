using AsyncJobs.Aws;

namespace AsyncJobs.Dispatch;

/// <summary>
/// Delivers messages through an SQS queue that the settle function serves. Region, credentials and endpoint are the environment's: <c>AWS_REGION</c>,
/// <c>AWS_ACCESS_KEY_ID</c> and its companions, and <c>ASYNCJOBS_SQS_ENDPOINT</c>, else <c>AWS_ENDPOINT_URL_SQS</c> or <c>AWS_ENDPOINT_URL</c>. A
/// request that takes longer than 5 s, is throttled or meets an error of the service is sent again, at most three times.
/// </summary>
/// <remarks>
/// A message waits for at most 15 minutes after it was sent, and for at most 11 hours after it was put off. A longer wait is cut to that. SQS deletes
/// a message when the queue's retention period is over, at most 14 days after it was sent, however often it was put off.
/// </remarks>
public sealed class SqsDelayedDelivery : IDelayedDelivery, IDisposable
{
    private readonly string _queueUrl;
    private readonly Func<string, string?> _environment;
    private readonly object _gate = new();

    // A class of its own: a function that never sends anything does not even load the SDK's part for SQS.
    private SqsQueue? _queue;

    /// <summary>Makes a delivery; makes no client before the first message, and sends nothing.</summary>
    /// <param name="queueUrl">The queue's URL, such as <c>https://sqs.eu-west-1.amazonaws.com/123456789012/jobs</c>.</param>
    public SqsDelayedDelivery(string queueUrl)
        : this(queueUrl, Environment.GetEnvironmentVariable)
    {
    }

    internal SqsDelayedDelivery(string queueUrl, Func<string, string?> environment)
    {
        ArgumentException.ThrowIfNullOrEmpty(queueUrl);
        _queueUrl = queueUrl;
        _environment = environment;
    }

    /// <inheritdoc/>
    public async ValueTask SendAsync(string message, TimeSpan delay, CancellationToken cancellationToken) =>
        await Queue().SendAsync(message, delay, cancellationToken).ConfigureAwait(false);

    /// <inheritdoc/>
    public async ValueTask PostponeAsync(string receipt, TimeSpan delay, CancellationToken cancellationToken) =>
        await Queue().PostponeAsync(receipt, delay, cancellationToken).ConfigureAwait(false);

    /// <summary>Releases the client, where there is one; requests under way fail.</summary>
    public void Dispose()
    {
        lock (_gate)
            _queue?.Dispose();
    }

    private SqsQueue Queue()
    {
        lock (_gate)
            return _queue ??= new SqsQueue(_queueUrl, _environment);
    }
}
