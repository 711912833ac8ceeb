// libraries: AmazonLambdaCore, PollyV8, StackExchangeRedis
using Polly;
using StackExchange.Redis;

public class Cache(ConnectionMultiplexer redis)
{
    private static readonly ResiliencePipeline s_pipeline = new ResiliencePipelineBuilder().AddTimeout(TimeSpan.FromSeconds(1)).Build();

    public async Task<string?> Get(string key, CancellationToken stop) => await s_pipeline.ExecuteAsync(async _ => await redis.GetDatabase().StringGetAsync(key), stop);
}
