using Amazon.Lambda.Core;

public class Client
{
    private const int Configured = 15;

    public HttpClient Http { get; } = new()
    {
        {|AJ1001:Timeout = TimeSpan.FromSeconds(Math.Max(5, Math.Min(Configured, 60)))|},
    };
}
