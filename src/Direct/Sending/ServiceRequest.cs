using AsyncJobs.Direct.Signing;

namespace AsyncJobs.Direct.Sending;

/// <summary>A request to a service: what is the same in all its tries.</summary>
/// <param name="path">Its path, escaped, from <c>/</c> on.</param>
/// <param name="contentType">The type of its body.</param>
/// <param name="header">The header that says what is asked for, in lower case.</param>
/// <param name="value">The value of that header.</param>
/// <param name="body">Its body.</param>
internal sealed class ServiceRequest(string path, string contentType, string header, string value, ReadOnlyMemory<byte> body)
{
    public string Path { get; } = path;

    public string ContentType { get; } = contentType;

    public string Header { get; } = header;

    public string Value { get; } = value;

    public ReadOnlyMemory<byte> Body { get; } = body;

    public string BodyHash { get; } = Hash.Of(body.Span);

    /// <summary>By this the service knows that tries belong together.</summary>
    public string Id { get; } = Guid.NewGuid().ToString();
}
