using Amazon;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Telemetry;

namespace AsyncJobs.Aws;

/// <summary>
/// Takes out of the pipeline of a client of the jobs' own what does nothing in it. Each step that is gone is a dozen methods that a cold start does
/// not compile. Retries, their quota, errors, the signature and the correction of the clock stay as they are.
/// </summary>
internal static class ShortPipeline
{
    public static void Shorten(RuntimePipeline pipeline, IClientConfig config)
    {
        // Nobody outside of this library has the client, so that nobody has subscribed to its events.
        Remove<CallbackHandler>(pipeline);
        Remove<CallbackHandler>(pipeline);
        Remove<CallbackHandler>(pipeline);
        Remove<ErrorCallbackHandler>(pipeline);

        // No request of jobs is compressed or has a checksum beside its signature, and their endpoint is not discovered.
        Remove<EndpointDiscoveryHandler>(pipeline);
        Remove<ChecksumHandler>(pipeline);
        Remove<CompressionHandler>(pipeline);

        if (AWSConfigs.TelemetryProvider is DefaultTelemetryProvider && !config.LogMetrics)
            Remove<MetricsHandler>(pipeline);
    }

    /// <summary>
    /// Makes a client with a short pipeline. An application may have registered code that changes every pipeline, as tools for traces do; where that
    /// looks for a step that is gone, the client gets the whole pipeline.
    /// </summary>
    /// <param name="make">Makes the client, with a short pipeline or with the whole one.</param>
    public static T MakeClient<T>(Func<bool, T> make)
    {
        try
        {
            return make(true);
        }
        catch (InvalidOperationException)
        {
            return make(false);
        }
    }

    // A later version of the SDK may do without.
    private static void Remove<T>(RuntimePipeline pipeline)
    {
        foreach (IPipelineHandler handler in pipeline.Handlers)
        {
            if (handler is T)
            {
                pipeline.RemoveHandler<T>();
                return;
            }
        }
    }
}
