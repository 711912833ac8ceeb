// libraries: AmazonLambdaCore, MicrosoftExtensionsHttp, MicrosoftExtensionsOptions
using System.Net.Http.Json;
using Amazon.Lambda.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Acme.Shipping;

public sealed class ShippingOptions
{
    public const string Section = "Shipping";

    public string BaseUrl { get; set; } = "https://shipping.example";

    public int TimeoutSeconds { get; set; } = 20;
}

public sealed record Label(string Id, string Url);

public interface IShippingGateway
{
    Task<Label?> CreateAsync(string order, CancellationToken cancellationToken);

    Task<byte[]> DownloadAsync(Label label, CancellationToken cancellationToken = default);
}

internal sealed class ShippingGateway : IShippingGateway
{
    private readonly HttpClient _http;
    private readonly ILogger<ShippingGateway> _logger;

    public ShippingGateway(HttpClient http, IOptions<ShippingOptions> options, ILogger<ShippingGateway> logger)
    {
        _http = http;
        _logger = logger;
        _http.BaseAddress = new Uri(options.Value.BaseUrl);
        {|AJ1001:_http.Timeout = TimeSpan.FromSeconds(options.Value.TimeoutSeconds)|};
    }

    public async Task<Label?> CreateAsync(string order, CancellationToken cancellationToken)
    {
        using var attempt = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        {|AJ1003:attempt.CancelAfter(TimeSpan.FromSeconds(5))|};
        using var response = await _http.PostAsJsonAsync("labels", new { order }, attempt.Token);
        _logger.LogInformation("{Order}: {Status}", order, response.StatusCode);
        return await response.Content.ReadFromJsonAsync<Label>(attempt.Token);
    }

    public Task<byte[]> DownloadAsync(Label label, CancellationToken cancellationToken = default) => _http.GetByteArrayAsync(label.Url, cancellationToken);
}

public sealed class Function(IShippingGateway gateway)
{
    public async Task<int> Handler(Label label, ILambdaContext context)
    {
        byte[] pdf = await gateway.{|AJ1002:DownloadAsync|}(label);
        return pdf.Length;
    }
}

public static class Registration
{
    public static IServiceCollection AddShipping(this IServiceCollection services)
    {
        services.AddHttpClient<IShippingGateway, ShippingGateway>();
        return services;
    }
}
