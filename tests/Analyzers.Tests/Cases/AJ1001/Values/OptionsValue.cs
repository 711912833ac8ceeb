// libraries: AmazonLambdaCore, MicrosoftExtensionsOptions
using Amazon.Lambda.Core;
using Microsoft.Extensions.Options;

public class ApiOptions
{
    public string BaseUrl { get; set; } = "";
    public TimeSpan Timeout { get; set; }
}

public class ApiClient
{
    private readonly HttpClient _http;

    public ApiClient(HttpClient http, IOptions<ApiOptions> options)
    {
        _http = http;
        _http.BaseAddress = new Uri(options.Value.BaseUrl);
        {|AJ1001:_http.Timeout = options.Value.Timeout|};
    }
}
