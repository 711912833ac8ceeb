// libraries: AmazonLambdaCore, MicrosoftExtensionsHttp, PollyV8DependencyInjection
using Microsoft.Extensions.DependencyInjection;
using Polly;
using Polly.Registry;

public static class Startup
{
    public static void Add(IServiceCollection services) =>
        services.AddResiliencePipeline("prices", static builder => builder.{|AJ1005:AddTimeout|}(TimeSpan.FromSeconds(5)));
}

public class Prices(HttpClient http, ResiliencePipelineProvider<string> pipelines)
{
    public async Task<string> Get(string url, CancellationToken stop) =>
        await pipelines.GetPipeline("prices").ExecuteAsync(async token => await http.GetStringAsync(url, token), stop);
}
