// libraries: AmazonLambdaCore, PollyV8
using Amazon.Lambda.Core;
using Polly;

public class Gateway(HttpClient http)
{
    private readonly ResiliencePipeline _pipeline = new ResiliencePipelineBuilder { Name = "gateway" }
        .{|AJ1005:AddTimeout|}(TimeSpan.FromMilliseconds(1500))
        .Build();

    public ValueTask<string> Get(string path, CancellationToken cancellationToken) => _pipeline.ExecuteAsync(
        static async (state, token) => await state.http.GetStringAsync(state.path, token),
        (http, path),
        cancellationToken);
}
