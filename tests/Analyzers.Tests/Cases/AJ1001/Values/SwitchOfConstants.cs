using Amazon.Lambda.Core;

public enum Priority
{
    Low,
    High,
}

public static class Clients
{
    public static HttpClient For(Priority priority) => new()
    {
        {|AJ1001:Timeout = priority switch
        {
            Priority.Low => TimeSpan.FromSeconds(60),
            _ => TimeSpan.FromSeconds(5),
        }|},
    };
}
