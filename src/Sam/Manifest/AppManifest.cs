namespace AsyncJobs.Sam.Manifest;

/// <summary>What the generator wrote of an assembly with jobs into it.</summary>
internal sealed record AppManifest
{
    public required int Manifest { get; init; }

    public required string Namespace { get; init; }

    /// <summary>The status function's handler; null in an executable.</summary>
    public string? StatusHandler { get; init; }

    /// <summary>The handler of a function that answers all requests; null in an executable.</summary>
    public string? HttpHandler { get; init; }

    /// <summary>The settle function's handler; null in an executable.</summary>
    public string? SettleHandler { get; init; }

    /// <summary>Whether the assembly references AsyncJobs.S3, and so is likely to keep large payloads in a bucket.</summary>
    public bool PayloadBucket { get; init; }

    /// <summary>Lambda's runtime, as [assembly: LambdaGlobalProperties] of Amazon.Lambda.Annotations says; null where it does not.</summary>
    public string? Runtime { get; init; }
}
