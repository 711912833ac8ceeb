// libraries: AmazonLambdaCore, MicrosoftExtensionsConfiguration
using Amazon.Lambda.Core;
using Microsoft.Extensions.Configuration;

public class Function(HttpClient http, IConfiguration configuration)
{
    public async Task<string> Handler(string url, ILambdaContext context)
    {
        var timeout = TimeSpan.FromSeconds(configuration.GetValue<double>("Timeout"));
        using var cts = {|AJ1003:new CancellationTokenSource(timeout)|};
        return await http.GetStringAsync(url, cts.Token);
    }
}
