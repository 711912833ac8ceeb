using System.Collections.Concurrent;

namespace AsyncJobs.Storage;

/// <summary>
/// Keeps payloads in this process until it ends: for the local host and for tests. The URLs of its files mean nothing to anybody else:
/// <c>memory:</c> and the file's key.
/// </summary>
public sealed class InMemoryPayloadStore : IFileStore
{
    private readonly ConcurrentDictionary<string, byte[]> _payloads = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public ValueTask PutAsync(string key, ReadOnlyMemory<byte> content, string? contentEncoding, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        _payloads[key] = content.ToArray();
        return default;
    }

    /// <inheritdoc/>
    public ValueTask<ReadOnlyMemory<byte>?> GetAsync(string key, CancellationToken cancellationToken) =>
        new(_payloads.TryGetValue(key, out byte[]? content) ? content : default(ReadOnlyMemory<byte>?));

    /// <inheritdoc/>
    public ValueTask RemoveAllAsync(string jobId, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(jobId);
        foreach (string key in _payloads.Keys)
        {
            if (key.StartsWith(jobId + "/", StringComparison.Ordinal))
                _payloads.TryRemove(key, out _);
        }

        return default;
    }

    /// <inheritdoc/>
    public async ValueTask PutFileAsync(
        string key, Stream content, string contentType, string contentDisposition, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        ArgumentNullException.ThrowIfNull(content);
        using MemoryStream copy = new();
        await content.CopyToAsync(copy, cancellationToken).ConfigureAwait(false);
        _payloads[key] = copy.ToArray();
    }

    /// <inheritdoc/>
    public ValueTask<Uri> CreateDownloadUrlAsync(string key, DateTimeOffset expiresAt, CancellationToken cancellationToken) =>
        new(new Uri("memory:" + key));
}
