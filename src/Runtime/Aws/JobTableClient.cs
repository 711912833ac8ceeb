using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Internal;
using Amazon.Runtime.Internal;

namespace AsyncJobs.Aws;

/// <summary>The client of the jobs' own table: the SDK's, less what only a client that applications hold needs.</summary>
internal sealed class JobTableClient(AmazonDynamoDBConfig config) : AmazonDynamoDBClient(config)
{
    /// <inheritdoc/>
    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline)
    {
        base.CustomizeRuntimePipeline(pipeline);
        pipeline.ReplaceHandler<AmazonDynamoDBEndpointResolver>(new FixedDynamoDbEndpoint());
        ShortPipeline.Shorten(pipeline, Config);
    }
}
