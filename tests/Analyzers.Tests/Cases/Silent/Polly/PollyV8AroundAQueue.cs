// libraries: AmazonLambdaCore, PollyV8
using System.Threading.Channels;
using Amazon.Lambda.Core;
using Polly;

public class Publisher(Channel<string> channel)
{
    private static readonly ResiliencePipeline s_pipeline = new ResiliencePipelineBuilder().AddTimeout(TimeSpan.FromSeconds(2)).Build();

    public ValueTask Publish(string message, CancellationToken token) => s_pipeline.ExecuteAsync(ct => channel.Writer.WriteAsync(message, ct), token);
}
