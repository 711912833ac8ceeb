namespace AsyncJobs.Direct.Places;

/// <summary>Where a service is, and for what its requests are signed.</summary>
/// <param name="endpoint">Where requests go.</param>
/// <param name="region">The region in signatures.</param>
/// <param name="service">The service in signatures, such as <c>dynamodb</c>.</param>
/// <param name="name">What messages call the place: a region, or an endpoint of one's own.</param>
internal sealed class ServicePlace(Uri endpoint, string region, string service, string name)
{
    public Uri Endpoint { get; } = endpoint;

    public string Region { get; } = region;

    public string Service { get; } = service;

    public string Name { get; } = name;

    /// <summary>The host, with the port where it is not the scheme's own: the header <c>Host</c>.</summary>
    public string Host { get; } = endpoint.Authority;

    /// <summary>Where a path of the service is. The path is taken as it is, and not made shorter where it has dots.</summary>
    /// <param name="path">A path that is escaped, from <c>/</c> on.</param>
    public Uri At(string path) => new(
        Endpoint.GetLeftPart(UriPartial.Authority) + PathOf(path),
        new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });

    /// <summary>The path of a request, which begins with that of an endpoint of one's own.</summary>
    /// <param name="path">A path of the service, from <c>/</c> on.</param>
    public string PathOf(string path) => Endpoint.AbsolutePath.TrimEnd('/') + path;
}
