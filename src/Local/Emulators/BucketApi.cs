using System.Collections.Concurrent;
using System.Globalization;
using System.Security;
using System.Security.Cryptography;
using AsyncJobs.Buffers;
using AsyncJobs.Local.Files;
using Microsoft.AspNetCore.Http;

namespace AsyncJobs.Local.Emulators;

/// <summary>
/// S3's protocol in front of the local bucket: what jobs ask of it, so that workers in processes of their own run the client that they run on AWS,
/// and what callers ask of a presigned URL. Every bucket exists.
/// </summary>
/// <param name="files">What is in the buckets.</param>
/// <param name="origins">The origins whose pages may read what a presigned URL leads to.</param>
/// <param name="time">The clock.</param>
internal sealed class BucketApi(LocalFiles files, IReadOnlyList<string> origins, TimeProvider time)
{
    private const string ChecksumHeader = "x-amz-checksum-sha256";
    private const string Service = "/s3/aws4_request";

    private readonly ConcurrentDictionary<string, BucketUpload> _uploads = new(StringComparer.Ordinal);

    /// <summary>Whether a request is for S3, by what it is signed for.</summary>
    public static bool IsFor(HttpRequest request) =>
        request.Headers.Authorization.ToString().Contains(Service, StringComparison.Ordinal) || IsPresigned(request);

    /// <summary>Whether a request is for an object by a presigned URL.</summary>
    public static bool IsDownload(HttpRequest request) => request.Method is "GET" or "HEAD" or "OPTIONS" && IsPresigned(request);

    public Task HandleAsync(HttpContext context)
    {
        HttpRequest request = context.Request;
        string key = request.Path.Value?.TrimStart('/') ?? "";
        context.Response.Headers["x-amz-request-id"] = Guid.NewGuid().ToString("N");
        int slash = key.IndexOf('/', StringComparison.Ordinal);
        bool isObject = slash > 0 && slash < key.Length - 1;
        string upload = request.Query["uploadId"].ToString();
        return (request.Method, isObject) switch
        {
            (_, true) when IsDownload(request) => DownloadAsync(context, key),
            ("GET", true) when !request.QueryString.HasValue => GetAsync(context, key),
            ("PUT", true) when !request.QueryString.HasValue => PutAsync(context, key),
            ("DELETE", true) when !request.QueryString.HasValue => DeleteAsync(context, key),
            ("GET", false) when key.Length > 0 && request.Query["list-type"] == "2" => ListAsync(context, key.TrimEnd('/')),
            ("POST", true) when request.Query.ContainsKey("uploads") => BeginAsync(context, key),
            ("PUT", true) when upload.Length > 0 => PutPartAsync(context, upload),
            ("POST", true) when upload.Length > 0 => CompleteAsync(context, key, upload),
            _ => BucketXml.RefuseAsync(
                context,
                StatusCodes.Status501NotImplemented,
                "NotImplemented",
                $"The local host's bucket keeps what jobs keep there, and does not know {request.Method} "
                + $"of {key}{request.QueryString}. It has PutObject, GetObject, DeleteObject, ListObjectsV2 and uploads in parts."),
        };
    }

    private static bool IsPresigned(HttpRequest request) =>
        request.Query["X-Amz-Credential"].ToString().EndsWith(Service, StringComparison.Ordinal) && request.Query.ContainsKey("X-Amz-Signature");

    private async Task PutAsync(HttpContext context, string key)
    {
        if (await ReadAsync(context).ConfigureAwait(false) is not { } content)
            return;

        string? disposition = context.Request.Headers.ContentDisposition;
        files.Put(key, new LocalFile(content, context.Request.ContentType ?? "", string.IsNullOrEmpty(disposition) ? null : disposition));
        context.Response.Headers.ETag = ETag(SHA256.HashData(content));
        context.Response.ContentLength = 0;
    }

    private async Task GetAsync(HttpContext context, string key)
    {
        if (files.Find(key) is not { } file)
        {
            await BucketXml.RefuseMissingAsync(context).ConfigureAwait(false);
            return;
        }

        await FileDownloads.SendAsync(context, file).ConfigureAwait(false);
    }

    // S3 answers the same for what is not there.
    private Task DeleteAsync(HttpContext context, string key)
    {
        files.Remove(key);
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }

    // All on one page: a job has a handful of objects.
    private Task ListAsync(HttpContext context, string bucket)
    {
        string[] keys = files.KeysFrom($"{bucket}/{context.Request.Query["prefix"]}");
        IEnumerable<string> contents = keys.Select(key => $"<Contents><Key>{SecurityElement.Escape(key[(bucket.Length + 1)..])}</Key></Contents>");
        return BucketXml.SendAsync(
            context,
            StatusCodes.Status200OK,
            $"<ListBucketResult><KeyCount>{keys.Length}</KeyCount><IsTruncated>false</IsTruncated>{string.Concat(contents)}</ListBucketResult>");
    }

    // Nobody guesses the key of an object, so that the signature need not be looked at.
    private Task DownloadAsync(HttpContext context, string key)
    {
        if (FileDownloads.TryAnswerPage(context, origins))
            return Task.CompletedTask;

        bool isValid = DateTimeOffset.TryParseExact(
                context.Request.Query["X-Amz-Date"],
                "yyyyMMdd'T'HHmmss'Z'",
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal,
                out DateTimeOffset signedAt)
            && int.TryParse(context.Request.Query["X-Amz-Expires"], CultureInfo.InvariantCulture, out int seconds)
            && signedAt.AddSeconds(seconds) > time.GetUtcNow();
        return isValid
            ? GetAsync(context, key)
            : BucketXml.RefuseExpiredAsync(context);
    }

    private Task BeginAsync(HttpContext context, string key)
    {
        string id = Guid.NewGuid().ToString("N");
        string? disposition = context.Request.Headers.ContentDisposition;
        _uploads[id] = new BucketUpload(context.Request.ContentType ?? "", string.IsNullOrEmpty(disposition) ? null : disposition);
        return BucketXml.SendAsync(
            context,
            StatusCodes.Status200OK,
            $"<InitiateMultipartUploadResult><Key>{SecurityElement.Escape(key)}</Key><UploadId>{id}</UploadId></InitiateMultipartUploadResult>");
    }

    private async Task PutPartAsync(HttpContext context, string id)
    {
        if (!_uploads.TryGetValue(id, out BucketUpload? upload)
            || !int.TryParse(context.Request.Query["partNumber"], CultureInfo.InvariantCulture, out int number))
        {
            await BucketXml.RefuseAsync(context, StatusCodes.Status404NotFound, "NoSuchUpload", "The upload does not exist.").ConfigureAwait(false);
            return;
        }

        if (await ReadAsync(context).ConfigureAwait(false) is not { } content)
            return;

        upload.Parts[number] = content;
        context.Response.Headers.ETag = ETag(SHA256.HashData(content));
        context.Response.ContentLength = 0;
    }

    private Task CompleteAsync(HttpContext context, string key, string id)
    {
        if (!_uploads.TryRemove(id, out BucketUpload? upload))
            return BucketXml.RefuseAsync(context, StatusCodes.Status404NotFound, "NoSuchUpload", "The upload does not exist.");

        byte[] content = [.. upload.Parts.OrderBy(static part => part.Key).SelectMany(static part => part.Value)];
        files.Put(key, new LocalFile(content, upload.ContentType, upload.ContentDisposition));
        return BucketXml.SendAsync(
            context,
            StatusCodes.Status200OK,
            $"<CompleteMultipartUploadResult><Key>{SecurityElement.Escape(key)}</Key><ETag>{ETag(SHA256.HashData(content))}</ETag>"
            + "</CompleteMultipartUploadResult>");
    }

    /// <returns>Null where the content is not what was sent, which is answered.</returns>
    private static async Task<byte[]?> ReadAsync(HttpContext context)
    {
        using PooledBuffer content = new();
        while (await context.Request.Body.ReadAsync(content.GetMemory(), context.RequestAborted).ConfigureAwait(false) is > 0 and int read)
            content.Advance(read);

        string said = context.Request.Headers[ChecksumHeader].ToString();
        if (said.Length == 0 || said == Convert.ToBase64String(SHA256.HashData(content.WrittenSpan)))
            return content.WrittenSpan.ToArray();

        await BucketXml.RefuseAsync(
            context,
            StatusCodes.Status400BadRequest,
            "BadDigest",
            "The SHA-256 that was sent is not that of the content.").ConfigureAwait(false);
        return null;
    }

    // In the form that an object of several parts has: of any other, clients expect an MD5.
    private static string ETag(byte[] digest) => $"\"{Convert.ToHexString(digest)}-1\"";
}
