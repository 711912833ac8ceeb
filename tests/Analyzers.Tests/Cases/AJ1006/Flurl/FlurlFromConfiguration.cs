// libraries: AmazonLambdaCore, FlurlV4, MicrosoftExtensionsConfiguration
using Amazon.Lambda.Core;
using Flurl.Http;
using Microsoft.Extensions.Configuration;

public class Function(IConfiguration configuration)
{
    public Task<string> Handler(string url, ILambdaContext context) =>
        url.{|AJ1006:WithTimeout|}(configuration.GetValue<int>("Flurl:Seconds")).GetStringAsync();
}
