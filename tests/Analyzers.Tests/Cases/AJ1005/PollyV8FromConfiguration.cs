// libraries: AmazonLambdaCore, PollyV8, MicrosoftExtensionsConfiguration
using Amazon.Lambda.Core;
using Microsoft.Extensions.Configuration;
using Polly;

public class Gateway(HttpClient http, IConfiguration configuration)
{
    public async Task<string> Get(string path, CancellationToken cancellationToken)
    {
        var seconds = configuration.GetValue<double>("Gateway:TimeoutSeconds");
        var pipeline = new ResiliencePipelineBuilder().{|AJ1005:AddTimeout|}(TimeSpan.FromSeconds(seconds)).Build();
        return await pipeline.ExecuteAsync(async token => await http.GetStringAsync(path, token), cancellationToken);
    }
}
