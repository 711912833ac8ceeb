namespace AsyncJobs.Hosting;

/// <summary>What the Lambda Runtime API answered.</summary>
internal struct RuntimeApiResponse
{
    public int StatusCode;
    public string? RequestId;
    public string? TraceId;
    public string? FunctionArn;
    public string? Deadline;
    public ReadOnlyMemory<byte> Body;
}
