#if AWSSDK_LAMBDA
using Amazon.Lambda;
using Amazon.Lambda.Model;
#else
using AsyncJobs.Dispatch;
#endif

namespace AsyncJobs.ColdStart.Annotations.Jobs;

/// <summary>Hands events to the worker, with Lambda's asynchronous Invoke.</summary>
internal sealed class WorkerCalls
{
    private static readonly string s_worker = Environment.GetEnvironmentVariable("WORKER")!;

#if AWSSDK_LAMBDA
    private readonly AmazonLambdaClient _lambda = new();

    public Task SendAsync(byte[] payload) => _lambda.InvokeAsync(new InvokeRequest
    {
        FunctionName = s_worker,
        InvocationType = InvocationType.Event,
        PayloadStream = new MemoryStream(payload),
    });
#else
    // Without AWSSDK.Lambda, a client on the same pipeline that is a fraction of the size: that does not make the program start later.
    private readonly LambdaDispatcher _lambda = new(static _ => s_worker);

    public Task SendAsync(byte[] payload) => _lambda.SendAsync("link-checks", payload, CancellationToken.None).AsTask();
#endif
}
