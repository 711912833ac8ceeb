using Amazon.Lambda.Core;

public static class Copies
{
    public static HttpClient Like(HttpClient other) => new() { BaseAddress = other.BaseAddress, Timeout = other.Timeout };
}
