// libraries: AmazonLambdaCore, MicrosoftExtensionsOptions
using Amazon.Lambda.Core;
using Microsoft.Extensions.Options;

public class GeoOptions
{
    public int TimeoutMilliseconds { get; set; } = 800;
}

public class GeoClient(HttpClient http, IOptions<GeoOptions> options)
{
    private readonly GeoOptions _options = options.Value;

    public async Task<string> LocateAsync(string ip, CancellationToken cancellationToken)
    {
        using var cts = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        {|AJ1003:cts.CancelAfter(_options.TimeoutMilliseconds)|};
        return await http.GetStringAsync($"geo/{ip}", cts.Token);
    }
}
