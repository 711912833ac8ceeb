using Amazon.Lambda.Core;

public static class Http
{
    public static readonly HttpClient Shared = new()
    {
        BaseAddress = new Uri(Environment.GetEnvironmentVariable("API")!),
        {|AJ1001:Timeout = TimeSpan.FromMilliseconds(double.Parse(Environment.GetEnvironmentVariable("API_TIMEOUT_MS") ?? "5000"))|},
    };
}
