// libraries: AmazonLambdaCore, PollyV8, VisualTests
using Polly;
using VisualTests;

public class Comparer
{
    private readonly VisualClient _client = new();

    private readonly ResiliencePipeline _pipeline = new ResiliencePipelineBuilder().{|AJ1005:AddTimeout|}(TimeSpan.FromSeconds(30)).Build();

    public async Task<string> Compare(string image, CancellationToken stop) =>
        await _pipeline.ExecuteAsync(async token => await Ask(image, token), stop);

    private async Task<string> Ask(string image, CancellationToken stop) => await _client.CompareAsync(image, stop);
}
