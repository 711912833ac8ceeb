using System.Collections.Immutable;

namespace AsyncJobs.Docs.Tests.Code;

/// <summary>The names that examples use without declaring them, as prose introduces them: what they are, and where they come from.</summary>
internal static class Names
{
    /// <summary>What a class takes.</summary>
    public static ImmutableDictionary<string, string> Services { get; } = Declare(("http", "HttpClient http"));

    /// <summary>What a class has for all invocations.</summary>
    public static ImmutableDictionary<string, string> Fields { get; } = Declare(
        ("s_http", "private static readonly HttpClient s_http = new() { Timeout = Timeout.InfiniteTimeSpan };"),
        ("s_handler", "private static readonly SocketsHttpHandler s_handler = new();"),
        ("s_shortestCall", "private static readonly TimeSpan s_shortestCall = TimeSpan.FromMilliseconds(200);"));

    /// <summary>What a method is given.</summary>
    public static ImmutableDictionary<string, string> Parameters { get; } = Declare(
        ("job", "JobContext job"),
        ("context", "ILambdaContext context"),
        ("budget", "InvocationBudget budget"),
        ("quotes", "QuoteClient quotes"),
        ("request", "string request"),
        ("retries", "Polly.Retry.RetryStrategyOptions retries"),
        ("services", "IServiceCollection services"),
        ("url", "Uri url"));

    private static ImmutableDictionary<string, string> Declare(params (string Name, string Declaration)[] names) =>
        names.ToImmutableDictionary(static name => name.Name, static name => name.Declaration, StringComparer.Ordinal);
}
