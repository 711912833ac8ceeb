namespace AsyncJobs.Benchmarks.HandWritten;

internal sealed class HttpApiDescription
{
    public string? Method { get; set; }

    public string? Path { get; set; }

    public string? Protocol { get; set; }

    public string? SourceIp { get; set; }

    public string? UserAgent { get; set; }
}
