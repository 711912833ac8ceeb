using System.Net;
using Amazon.Runtime;
using AsyncJobs.Aws;

namespace AsyncJobs.Dispatch;

/// <summary>Hands events to worker functions through Lambda's asynchronous Invoke.</summary>
public sealed class LambdaDispatcher : IJobDispatcher, IDisposable
{
    private readonly Func<string, string> _functionName;
    private readonly Func<string?> _place;
    private readonly int? _mostTries;
    private readonly LambdaInvoke _invoke;
    private readonly IDisposable? _client;

    /// <summary>Makes a dispatcher; sends nothing.</summary>
    /// <param name="functionName">
    /// The function that works on a job, by the job's name: a function's name, partial ARN or ARN, each with or without
    /// <c>:version-or-alias</c>.
    /// </param>
    /// <param name="config">How to reach Lambda; by default what the environment says.</param>
    /// <exception cref="AmazonClientException">There is no region, or the endpoint is not a URL.</exception>
    public LambdaDispatcher(Func<string, string> functionName, LambdaInvokeConfig? config = null)
    {
        ArgumentNullException.ThrowIfNull(functionName);
        _functionName = functionName;
        config ??= new LambdaInvokeConfig();
        LambdaInvokeClient client = LambdaInvokeClient.Create(config);
        _client = client;
        _invoke = client.InvokeAsync;
        _place = () => PlaceOf(config);
        _mostTries = config.MaxErrorRetry + 1;
    }

    /// <summary>Makes a dispatcher that uses a client of Lambda which exists, such as that of AWSSDK.Lambda.</summary>
    /// <param name="functionName">The function that works on a job, by the job's name, as the other constructor takes it.</param>
    /// <param name="config">How the client is configured, for messages; null where it is not known.</param>
    /// <param name="invoke">Sends an event through the client.</param>
    public LambdaDispatcher(Func<string, string> functionName, IClientConfig? config, LambdaInvoke invoke)
    {
        ArgumentNullException.ThrowIfNull(functionName);
        ArgumentNullException.ThrowIfNull(invoke);
        _functionName = functionName;
        _invoke = invoke;
        _place = () => PlaceOf(config);
        _mostTries = config?.MaxErrorRetry + 1;
    }

    /// <summary>Makes a dispatcher on a client that is none of the SDK's.</summary>
    /// <param name="functionName">The function that works on a job, by the job's name.</param>
    /// <param name="invoke">Sends an event through the client.</param>
    /// <param name="place">Where it sends it, for messages: a region, or an endpoint.</param>
    /// <param name="mostTries">How often it sends what is refused for a moment.</param>
    internal LambdaDispatcher(Func<string, string> functionName, LambdaInvoke invoke, string place, int mostTries)
    {
        _functionName = functionName;
        _invoke = invoke;
        _place = () => place;
        _mostTries = mostTries;
    }

    /// <inheritdoc/>
    public async ValueTask SendAsync(string job, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
    {
        string function = _functionName(job);
        if (string.IsNullOrEmpty(function))
            throw new JobDispatchException($"No Lambda function is named as the worker of the job '{job}'.") { IsTransient = false };

        HttpStatusCode status;
        try
        {
            status = await _invoke(function, PayloadStream.Over(payload), cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception cause)
        {
            throw new JobDispatchException(Explain(cause, job, function, payload.Length), cause) { IsTransient = !AwsError.IsLasting(cause) };
        }

        if (status != HttpStatusCode.Accepted)
        {
            throw new JobDispatchException(
                $"Lambda answered {(int)status} instead of 202 when '{function}' was invoked for the job '{job}': "
                + "it is unknown whether the event was queued.");
        }
    }

    /// <summary>Releases the client that the dispatcher made; requests under way fail.</summary>
    public void Dispose() => _client?.Dispose();

    private string Explain(Exception cause, string job, string function, int payloadLength)
    {
        if (cause is not AmazonServiceException { StatusCode: not 0 } refusal)
            return $"Lambda could not be reached to invoke '{function}' for the job '{job}', or did not answer: {cause.Message}";

        string said = $"Lambda said: {refusal.Message} ({refusal.ErrorCode}, request id {refusal.RequestId})";
        return (int)refusal.StatusCode switch
        {
            _ when AwsError.IsOfKey(refusal.ErrorCode) =>
                $"Lambda cannot decrypt the environment of '{function}', the worker of the job '{job}'. Enable its KMS key, and allow the "
                + $"function's role kms:Decrypt on it. {said}",
            _ when refusal.ErrorCode is "RecursiveInvocationException" =>
                $"Lambda takes it for an endless loop that '{function}', the worker of the job '{job}', is invoked once more. "
                + $"Set RecursiveLoop: Allow on it. {said}",
            404 => $"There is no Lambda function '{function}' in {Place} to work on the job '{job}'. Deploy it, or correct its name. {said}",
            403 when refusal.ErrorCode is "AccessDeniedException" =>
                $"This function may not invoke '{function}', the worker of the job '{job}'. Allow its role lambda:InvokeFunction on that function; "
                + $"in SAM, add to its Policies: LambdaInvokePolicy with FunctionName. {said}",
            _ when AwsError.IsOfCredentials(refusal.ErrorCode) || (int)refusal.StatusCode == 403 =>
                $"AWS did not accept the credentials with which '{function}' was invoked for the job '{job}'. {said}",
            413 => $"The event for '{function}' of the job '{job}', {payloadLength} bytes, is too large: Lambda takes 1 MB. {said}",
            429 => $"Lambda throttles invocations of '{function}' for the job '{job}'{Repeated}. "
                + $"Try again later, or ask for more concurrency. {said}",
            >= 500 when !AwsError.IsLasting(refusal) => $"Lambda failed to take the event of the job '{job}' for '{function}'{Repeated}. {said}",
            _ => $"Lambda refused to invoke '{function}' for the job '{job}'. {said}",
        };
    }

    // An endpoint that AWS has says less than its region.
    private static string? PlaceOf(IClientConfig? config) => config switch
    {
        { AuthenticationRegion: { Length: > 0 } region, ServiceURL: { } url } when url == FixedEndpoint.Of("lambda", region) + "/" => region,
        { ServiceURL: { Length: > 0 } url } => url,
        _ => config?.RegionEndpoint?.SystemName,
    };

    private string Place => _place() ?? "the region of its client";

    private string Repeated => _mostTries is { } most ? $", also when asked {most} times" : "";
}
