// libraries: AmazonLambdaCore, PollyV8
using Amazon.Lambda.Core;
using Polly;

public static class Pipelines
{
    public static ResiliencePipeline Http { get; } = Build();

    private static ResiliencePipeline Build()
    {
        var builder = new ResiliencePipelineBuilder();
        builder.{|AJ1005:AddTimeout|}(TimeSpan.FromSeconds(12));
        return builder.Build();
    }
}

public class Function(HttpClient http)
{
    public async Task<string> Handler(string url, CancellationToken token, ILambdaContext context) =>
        await Pipelines.Http.ExecuteAsync(async ct => await http.GetStringAsync(url, ct), token);
}
