namespace AsyncJobs.Benchmarks.HandWritten;

internal sealed class HttpApiRequestContext
{
    public string? AccountId { get; set; }

    public string? ApiId { get; set; }

    public HttpApiAuthorizer? Authorizer { get; set; }

    public string? DomainName { get; set; }

    public string? DomainPrefix { get; set; }

    public HttpApiDescription? Http { get; set; }

    public string? RequestId { get; set; }

    public string? RouteKey { get; set; }

    public string? Stage { get; set; }

    public string? Time { get; set; }

    public long TimeEpoch { get; set; }
}
