// libraries: AmazonLambdaCore, MicrosoftExtensionsConfiguration
using Amazon.Lambda.Core;
using Microsoft.Extensions.Configuration;

public class Function(HttpClient http, IConfiguration configuration)
{
    public async Task<string> Handler(string url, ILambdaContext context)
    {
        var configured = TimeSpan.FromSeconds(configuration.GetValue("Timeout", 30));
        var remaining = context.RemainingTime * 0.9;
        using var cts = new CancellationTokenSource(TimeSpan.FromTicks(Math.Min(configured.Ticks, remaining.Ticks)));
        return await http.GetStringAsync(url, cts.Token);
    }
}
