using Amazon.Lambda.Core;

public static class Defaults
{
    public const int TimeoutSeconds = 12;
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(TimeoutSeconds);
}

public class Clients
{
    private const double Minutes = 0.5;

    public static HttpClient A { get; } = new HttpClient { {|AJ1001:Timeout = Defaults.Timeout|} };

    public static HttpClient B { get; } = new HttpClient { {|AJ1001:Timeout = TimeSpan.FromSeconds(Defaults.TimeoutSeconds)|} };

    public HttpClient C { get; } = new HttpClient { {|AJ1001:Timeout = TimeSpan.FromMinutes(Minutes)|} };
}
