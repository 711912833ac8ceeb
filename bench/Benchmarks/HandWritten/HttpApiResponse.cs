namespace AsyncJobs.Benchmarks.HandWritten;

internal sealed class HttpApiResponse
{
    public int StatusCode { get; set; }

    public IDictionary<string, string>? Headers { get; set; }

    public string? Body { get; set; }

    public bool IsBase64Encoded { get; set; }

    public string[]? Cookies { get; set; }
}
