using Amazon.Lambda.Core;

public static class Clients
{
    public static readonly HttpClient Default = new() { {|AJ1001:Timeout = TimeSpan.Parse("00:00:30")|} };
}
