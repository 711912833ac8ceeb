namespace AsyncJobs.Benchmarks.HandWritten;

/// <summary>An HTTP API event, payload 2.0, with the properties that the usual event classes have.</summary>
internal sealed class HttpApiRequest
{
    public string? Version { get; set; }

    public string? RouteKey { get; set; }

    public string? RawPath { get; set; }

    public string? RawQueryString { get; set; }

    public string[]? Cookies { get; set; }

    public IDictionary<string, string>? Headers { get; set; }

    public IDictionary<string, string>? QueryStringParameters { get; set; }

    public HttpApiRequestContext? RequestContext { get; set; }

    public string? Body { get; set; }

    public IDictionary<string, string>? PathParameters { get; set; }

    public bool IsBase64Encoded { get; set; }

    public IDictionary<string, string>? StageVariables { get; set; }
}
