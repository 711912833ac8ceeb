using System.Collections.Concurrent;
using System.Security;
using System.Security.Cryptography;
using System.Text;
using AsyncJobs.Buffers;
using Microsoft.AspNetCore.Http;

namespace AsyncJobs.Local.Emulators;

/// <summary>
/// S3's protocol in front of objects in memory: what jobs ask of their bucket, so that workers in processes of their own run the client that
/// they run on AWS. Every bucket exists.
/// </summary>
internal sealed class BucketApi
{
    private const string ContentType = "application/json";
    private const string ChecksumHeader = "x-amz-checksum-sha256";

    private readonly ConcurrentDictionary<string, byte[]> _objects = new(StringComparer.Ordinal);

    /// <summary>Whether a request is for S3, by what it is signed for.</summary>
    public static bool IsFor(HttpRequest request) => request.Headers.Authorization.ToString().Contains("/s3/aws4_request", StringComparison.Ordinal);

    public Task HandleAsync(HttpContext context)
    {
        string key = context.Request.Path.Value?.TrimStart('/') ?? "";
        context.Response.Headers["x-amz-request-id"] = Guid.NewGuid().ToString("N");
        int slash = key.IndexOf('/', StringComparison.Ordinal);
        bool isObject = slash > 0 && slash < key.Length - 1 && !context.Request.QueryString.HasValue;
        bool isList = key.Length > 0 && (slash < 0 || slash == key.Length - 1) && context.Request.Query["list-type"] == "2";
        return (context.Request.Method, isObject, isList) switch
        {
            ("PUT", true, _) => PutAsync(context, key),
            ("GET", true, _) => GetAsync(context, key),
            ("GET", _, true) => ListAsync(context, key.TrimEnd('/')),
            ("DELETE", true, _) => DeleteAsync(context, key),
            _ => RefuseAsync(
                context,
                StatusCodes.Status501NotImplemented,
                "NotImplemented",
                $"The local host's bucket keeps what jobs keep there, and does not know {context.Request.Method} "
                + $"of {key}{context.Request.QueryString}. It has PutObject, GetObject, DeleteObject and ListObjectsV2."),
        };
    }

    private async Task PutAsync(HttpContext context, string key)
    {
        using PooledBuffer content = new();
        while (await context.Request.Body.ReadAsync(content.GetMemory(), context.RequestAborted).ConfigureAwait(false) is > 0 and int read)
            content.Advance(read);

        byte[] digest = SHA256.HashData(content.WrittenSpan);
        if (context.Request.Headers[ChecksumHeader].ToString() is { Length: > 0 } said && said != Convert.ToBase64String(digest))
        {
            await RefuseAsync(
                context,
                StatusCodes.Status400BadRequest,
                "BadDigest",
                "The SHA-256 that was sent is not that of the content.").ConfigureAwait(false);
            return;
        }

        _objects[key] = content.WrittenSpan.ToArray();
        context.Response.Headers.ETag = ETag(digest);
        context.Response.ContentLength = 0;
    }

    private async Task GetAsync(HttpContext context, string key)
    {
        if (!_objects.TryGetValue(key, out byte[]? content))
        {
            await RefuseAsync(context, StatusCodes.Status404NotFound, "NoSuchKey", "The specified key does not exist.").ConfigureAwait(false);
            return;
        }

        context.Response.ContentType = ContentType;
        context.Response.ContentLength = content.Length;
        context.Response.Headers.ETag = ETag(SHA256.HashData(content));
        await context.Response.Body.WriteAsync(content, context.RequestAborted).ConfigureAwait(false);
    }

    // S3 answers the same for what is not there.
    private Task DeleteAsync(HttpContext context, string key)
    {
        _objects.TryRemove(key, out _);
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }

    // All on one page: a job has a handful of objects.
    private Task ListAsync(HttpContext context, string bucket)
    {
        string start = $"{bucket}/{context.Request.Query["prefix"]}";
        string[] keys = [.. _objects.Keys.Where(key => key.StartsWith(start, StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
        IEnumerable<string> contents = keys.Select(key => $"<Contents><Key>{SecurityElement.Escape(key[(bucket.Length + 1)..])}</Key></Contents>");
        return AnswerAsync(
            context,
            $"<ListBucketResult><KeyCount>{keys.Length}</KeyCount><IsTruncated>false</IsTruncated>{string.Concat(contents)}</ListBucketResult>");
    }

    // In the form that an object of several parts has: of any other, clients expect an MD5.
    private static string ETag(byte[] digest) => $"\"{Convert.ToHexString(digest)}-1\"";

    private static Task RefuseAsync(HttpContext context, int statusCode, string code, string message)
    {
        context.Response.StatusCode = statusCode;
        return AnswerAsync(context, $"<Error><Code>{code}</Code><Message>{SecurityElement.Escape(message)}</Message></Error>");
    }

    private static async Task AnswerAsync(HttpContext context, string xml)
    {
        byte[] body = Encoding.UTF8.GetBytes($"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{xml}");
        context.Response.ContentType = "application/xml";
        context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(body, context.RequestAborted).ConfigureAwait(false);
    }
}
