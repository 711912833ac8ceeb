// libraries: AmazonLambdaCore, MicrosoftExtensionsOptions
using Amazon.Lambda.Core;
using Microsoft.Extensions.Options;

public class ApiOptions
{
    public int TimeoutMilliseconds { get; set; } = 5000;
}

public class Function(HttpClient http, IOptions<ApiOptions> options)
{
    private const int ReserveMilliseconds = 1000;

    public async Task<string> Handler(string url, ILambdaContext context)
    {
        var remaining = Math.Max(0, (int)context.RemainingTime.TotalMilliseconds - ReserveMilliseconds);
        using var cts = new CancellationTokenSource(Math.Min(options.Value.TimeoutMilliseconds, remaining));
        return await http.GetStringAsync(url, cts.Token);
    }
}
