namespace AsyncJobs;

/// <summary>Makes HTTP clients under the invocation's budget without a container.</summary>
public static class BudgetHttpClient
{
    // Addresses change; without an end a connection would stay with the one it was opened to.
    private static readonly Lazy<SocketsHttpHandler> s_shared = new(() => new SocketsHttpHandler
    {
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    });

    /// <summary>
    /// A client whose requests have the time that the invocation has left. Its own <see cref="HttpClient.Timeout"/> is infinite. Make one a service
    /// and keep it; all of them share their connections.
    /// </summary>
    /// <param name="service">The service that is called, for logs, metrics and errors: 1 to 64 letters, digits, dots, hyphens and
    /// underscores.</param>
    /// <param name="baseAddress">What relative addresses are relative to.</param>
    /// <exception cref="ArgumentException"><paramref name="service"/> is not such a name.</exception>
    public static HttpClient Create(string service, Uri? baseAddress = null) =>
        new(new BudgetHandler(service, s_shared.Value), disposeHandler: false) { BaseAddress = baseAddress, Timeout = Timeout.InfiniteTimeSpan };
}
