using Amazon.Runtime;
using Amazon.SQS;
using Amazon.SQS.Model;
using AsyncJobs.Dispatch;
using AsyncJobs.Shared;

namespace AsyncJobs.Aws;

/// <summary>The client of a queue, and what its refusals mean.</summary>
internal sealed class SqsQueue : IDisposable
{
    private static readonly TimeSpan s_longestDelay = TimeSpan.FromSeconds(DeploymentDefaults.LongestMessageDelaySeconds);

    // SQS counts its 12 hours from when the message was received, and refuses what would end later. A function is done long before the twelfth.
    private static readonly TimeSpan s_longestPostponement = TimeSpan.FromHours(11);

    private readonly string _url;
    private readonly AmazonSQSClient _client;

    /// <exception cref="JobDispatchException">There is no region, or the endpoint is not a URL.</exception>
    public SqsQueue(string url, Func<string, string?> environment)
        : this(url, () => CreateConfig(environment))
    {
    }

    internal SqsQueue(string url, AmazonSQSConfig config)
        : this(url, () => config)
    {
    }

    private SqsQueue(string url, Func<AmazonSQSConfig> config)
    {
        _url = url;
        try
        {
            _client = new AmazonSQSClient(config());
        }
        catch (AmazonClientException cause)
        {
            throw new JobDispatchException($"There can be no client for the queue {url}: {cause.Message}", cause) { IsTransient = false };
        }
    }

    public ValueTask SendAsync(string message, TimeSpan delay, CancellationToken cancellationToken)
    {
        SendMessageRequest request = new(_url, message) { DelaySeconds = Seconds(delay, s_longestDelay) };
        return ExplainedAsync("send a message to", "sqs:SendMessage", () => _client.SendMessageAsync(request, cancellationToken), cancellationToken);
    }

    public ValueTask PostponeAsync(string receipt, TimeSpan delay, CancellationToken cancellationToken)
    {
        ChangeMessageVisibilityRequest request = new(_url, receipt, Seconds(delay, s_longestPostponement));
        return ExplainedAsync(
            "put off a message of",
            "sqs:ChangeMessageVisibility",
            () => _client.ChangeMessageVisibilityAsync(request, cancellationToken),
            cancellationToken);
    }

    public void Dispose() => _client.Dispose();

    internal static AmazonSQSConfig CreateConfig(Func<string, string?> environment)
    {
        AmazonSQSConfig config = new();
        AwsEnvironment.Apply(config, AwsVariables.SqsEndpoint, environment, JobVariables.SqsEndpoint);
        return config;
    }

    // Up: what comes a moment too early is put off again.
    private static int Seconds(TimeSpan delay, TimeSpan longest) =>
        delay <= TimeSpan.Zero ? 0 : (int)Math.Ceiling((delay < longest ? delay : longest).TotalSeconds);

    private async ValueTask ExplainedAsync(string purpose, string permission, Func<Task> request, CancellationToken cancellationToken)
    {
        try
        {
            await request().ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception cause)
        {
            throw new JobDispatchException(Explain(cause, purpose, permission), cause) { IsTransient = !AwsError.IsLasting(cause) };
        }
    }

    private string Explain(Exception cause, string purpose, string permission)
    {
        if (cause is not AmazonServiceException { StatusCode: not 0 } refusal)
            return $"SQS could not be reached to {purpose} the queue {_url}, or did not answer: {cause.Message}";

        string said = $"SQS said: {refusal.Message} ({refusal.ErrorCode}, request id {refusal.RequestId})";
        bool isDenied = refusal.ErrorCode?.Contains("AccessDenied", StringComparison.Ordinal) is true;
        return refusal switch
        {
            QueueDoesNotExistException => $"There is no queue {_url}. Deploy it, or correct {JobVariables.Queue}. {said}",
            _ when AwsError.IsOfKey(refusal.ErrorCode) =>
                $"This function could not {purpose} the queue {_url} for the key that encrypts it. Enable the key, and allow this role "
                + $"kms:GenerateDataKey and kms:Decrypt on it. {said}",
            _ when isDenied => $"This function may not {purpose} the queue {_url}. Allow its role {permission} on that queue. {said}",
            RequestThrottledException or KmsThrottledException or OverLimitException or { StatusCode: (System.Net.HttpStatusCode)429 } =>
                $"SQS throttles requests for the queue {_url}{Repeated}. {said}",
            _ when AwsError.IsOfCredentials(refusal.ErrorCode) || refusal.StatusCode is System.Net.HttpStatusCode.Forbidden =>
                $"AWS did not accept the credentials of this function, to {purpose} the queue {_url}. {said}",
            { StatusCode: >= System.Net.HttpStatusCode.InternalServerError } => $"SQS failed to {purpose} the queue {_url}{Repeated}. {said}",
            _ => $"SQS refused to {purpose} the queue {_url}. {said}",
        };
    }

    private string Repeated => $", also when asked {_client.Config.MaxErrorRetry + 1} times";
}
