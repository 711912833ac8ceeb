using System.Collections.Concurrent;
using System.Security.Cryptography;
using AsyncJobs.Storage;

namespace AsyncJobs.Local.Files;

/// <summary>
/// The bucket of a laptop, in memory: large inputs and results, and the files that jobs return, with links that expire as those of S3 do.
/// </summary>
internal sealed class LocalFiles(TimeProvider time) : IFileStore
{
    private const string Json = "application/json";

    private readonly ConcurrentDictionary<string, LocalFile> _files = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, (string Key, DateTimeOffset ExpiresAt)> _links = new(StringComparer.Ordinal);

    /// <summary>Where links begin. Set before the first job runs.</summary>
    public Uri? Address { get; set; }

    /// <inheritdoc/>
    public ValueTask PutAsync(string key, ReadOnlyMemory<byte> content, string? contentEncoding, CancellationToken cancellationToken)
    {
        Put(key, new LocalFile(content.ToArray(), Json, null));
        return default;
    }

    /// <inheritdoc/>
    public ValueTask<ReadOnlyMemory<byte>?> GetAsync(string key, CancellationToken cancellationToken) =>
        new(Find(key) is { } file ? file.Content : default(ReadOnlyMemory<byte>?));

    /// <inheritdoc/>
    public async ValueTask PutFileAsync(
        string key, Stream content, string contentType, string contentDisposition, CancellationToken cancellationToken)
    {
        using MemoryStream copy = new();
        await content.CopyToAsync(copy, cancellationToken).ConfigureAwait(false);
        Put(key, new LocalFile(copy.ToArray(), contentType, contentDisposition));
    }

    /// <inheritdoc/>
    public ValueTask<Uri> CreateDownloadUrlAsync(string key, DateTimeOffset expiresAt, CancellationToken cancellationToken)
    {
        if (Address is not { } address)
            throw new InvalidOperationException("The local host does not listen yet.");

        DateTimeOffset now = time.GetUtcNow();
        foreach ((string expired, (_, DateTimeOffset until)) in _links)
        {
            if (until <= now)
                _links.TryRemove(expired, out _);
        }

        string token = Convert.ToHexString(RandomNumberGenerator.GetBytes(16)).ToLowerInvariant();
        _links[token] = (key, expiresAt);
        return new(new Uri(address, FileDownloads.Path + token));
    }

    /// <inheritdoc/>
    public ValueTask RemoveAllAsync(string jobId, CancellationToken cancellationToken)
    {
        foreach (string key in KeysFrom(jobId + "/"))
            Remove(key);
        return default;
    }

    /// <summary>Keeps an object.</summary>
    public void Put(string key, LocalFile file) => _files[key] = file;

    /// <summary>An object by its key; null for none.</summary>
    public LocalFile? Find(string key) => _files.GetValueOrDefault(key);

    /// <summary>The keys that begin with a text, in their order.</summary>
    public string[] KeysFrom(string start) =>
        [.. _files.Keys.Where(key => key.StartsWith(start, StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    /// <summary>Removes an object, and with it what its links lead to.</summary>
    public void Remove(string key) => _files.TryRemove(key, out _);

    /// <summary>The key of what a link leads to; null for no link, and for one that has expired.</summary>
    public string? FindKey(string token) =>
        _links.TryGetValue(token, out (string Key, DateTimeOffset ExpiresAt) link) && link.ExpiresAt > time.GetUtcNow() ? link.Key : null;
}
