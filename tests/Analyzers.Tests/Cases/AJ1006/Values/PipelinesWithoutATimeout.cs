// libraries: AmazonLambdaCore, PollyV8, RestSharpV112
using Polly;
using Polly.Retry;
using RestSharp;

public sealed class Prices(RestClient client)
{
    private static readonly ResiliencePipeline s_retries = new ResiliencePipelineBuilder().AddRetry(new RetryStrategyOptions()).Build();

    public async Task<string?> Read(string path) =>
        (await s_retries.{|AJ1006:ExecuteAsync|}(async token => await client.ExecuteAsync(new RestRequest(path), token))).Content;

    public async Task<string?> ReadInTime(string path, CancellationToken stop) =>
        (await s_retries.ExecuteAsync(async token => await client.ExecuteAsync(new RestRequest(path), token), stop)).Content;
}
