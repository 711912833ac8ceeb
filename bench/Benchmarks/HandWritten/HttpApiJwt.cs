namespace AsyncJobs.Benchmarks.HandWritten;

internal sealed class HttpApiJwt
{
    public IDictionary<string, string>? Claims { get; set; }

    public string[]? Scopes { get; set; }
}
