using System.Collections.Concurrent;
using AsyncJobs.Storage;

namespace AsyncJobs.Runtime.Tests.Support;

/// <summary>Files in memory with their headers, and that can be made to fail.</summary>
internal sealed class TestFiles : IFileStore
{
    private readonly TestPayloads _payloads = new();

    public ConcurrentDictionary<string, (byte[] Content, string ContentType, string ContentDisposition)> Files { get; } = new();

    /// <summary>The URLs that were made, with their ends.</summary>
    public ConcurrentQueue<(string Key, DateTimeOffset ExpiresAt)> Urls { get; } = new();

    /// <summary>Runs before a call takes effect; gets <c>file</c> or <c>url</c>.</summary>
    public Action<string>? Before { get; set; }

    public ValueTask PutAsync(string key, ReadOnlyMemory<byte> content, string? contentEncoding, CancellationToken cancellationToken) =>
        _payloads.PutAsync(key, content, contentEncoding, cancellationToken);

    public ValueTask<ReadOnlyMemory<byte>?> GetAsync(string key, CancellationToken cancellationToken) => _payloads.GetAsync(key, cancellationToken);

    public async ValueTask PutFileAsync(string key, Stream content, string contentType, string contentDisposition, CancellationToken cancellationToken)
    {
        Before?.Invoke("file");
        using MemoryStream copy = new();
        await content.CopyToAsync(copy, cancellationToken);
        Files[key] = (copy.ToArray(), contentType, contentDisposition);
    }

    public ValueTask<Uri> CreateDownloadUrlAsync(string key, DateTimeOffset expiresAt, CancellationToken cancellationToken)
    {
        Before?.Invoke("url");
        Urls.Enqueue((key, expiresAt));
        return new(new Uri($"https://files.example/{key}?signature={Urls.Count}&a=b"));
    }
}
