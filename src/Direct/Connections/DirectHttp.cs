using System.Net;

namespace AsyncJobs.Direct.Connections;

/// <summary>The connections of this process to services of AWS. Certificates and proxies are looked at as the platform does it.</summary>
internal static class DirectHttp
{
    private static HttpMessageInvoker? s_shared;

    /// <summary>
    /// Those of all clients. They are made when the first one asks: a process of which a snapshot is taken has none, as long as it only practices.
    /// </summary>
    public static HttpMessageInvoker Shared =>
        Volatile.Read(ref s_shared) ?? Interlocked.CompareExchange(ref s_shared, Make(usesProxy: true), null) ?? s_shared;

    /// <summary>Makes connections of one's own.</summary>
    /// <param name="usesProxy">Whether the proxies of the environment are used.</param>
    public static HttpMessageInvoker Make(bool usesProxy) => new(new SocketsHttpHandler
    {
        ConnectTimeout = TimeSpan.FromSeconds(3),
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        UseCookies = false,
        UseProxy = usesProxy,
    });
}
