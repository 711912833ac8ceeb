namespace AsyncJobs.Benchmarks.HandWritten;

internal sealed class HttpApiAuthorizer
{
    public HttpApiJwt? Jwt { get; set; }
}
