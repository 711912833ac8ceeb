using System.Security;
using System.Security.Cryptography;
using System.Text;
using AsyncJobs.Buffers;
using AsyncJobs.Storage;
using Microsoft.AspNetCore.Http;

namespace AsyncJobs.Local.Emulators;

/// <summary>
/// S3's protocol in front of a payload store: what jobs ask of their bucket, so that workers in processes of their own run the client that
/// they run on AWS. Every bucket exists.
/// </summary>
internal sealed class BucketApi(IPayloadStore store)
{
    private const string ContentType = "application/json";
    private const string ChecksumHeader = "x-amz-checksum-sha256";

    /// <summary>Whether a request is for S3, by what it is signed for.</summary>
    public static bool IsFor(HttpRequest request) => request.Headers.Authorization.ToString().Contains("/s3/aws4_request", StringComparison.Ordinal);

    public Task HandleAsync(HttpContext context)
    {
        string key = context.Request.Path.Value?.TrimStart('/') ?? "";
        context.Response.Headers["x-amz-request-id"] = Guid.NewGuid().ToString("N");
        bool isObject = key.IndexOf('/') is > 0 and int slash && slash < key.Length - 1 && !context.Request.QueryString.HasValue;
        return (context.Request.Method, isObject) switch
        {
            ("PUT", true) => PutAsync(context, key),
            ("GET", true) => GetAsync(context, key),
            _ => RefuseAsync(
                context,
                StatusCodes.Status501NotImplemented,
                "NotImplemented",
                $"The local host's bucket keeps what jobs keep there, and does not know {context.Request.Method} "
                + $"of {key}{context.Request.QueryString}. It has PutObject and GetObject."),
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

        await store.PutAsync(key, content.WrittenMemory, null, context.RequestAborted).ConfigureAwait(false);
        context.Response.Headers.ETag = ETag(digest);
        context.Response.ContentLength = 0;
    }

    private async Task GetAsync(HttpContext context, string key)
    {
        if (await store.GetAsync(key, context.RequestAborted).ConfigureAwait(false) is not { } content)
        {
            await RefuseAsync(context, StatusCodes.Status404NotFound, "NoSuchKey", "The specified key does not exist.").ConfigureAwait(false);
            return;
        }

        context.Response.ContentType = ContentType;
        context.Response.ContentLength = content.Length;
        context.Response.Headers.ETag = ETag(SHA256.HashData(content.Span));
        await context.Response.Body.WriteAsync(content, context.RequestAborted).ConfigureAwait(false);
    }

    // In the form that an object of several parts has: of any other, clients expect an MD5.
    private static string ETag(byte[] digest) => $"\"{Convert.ToHexString(digest)}-1\"";

    private static async Task RefuseAsync(HttpContext context, int statusCode, string code, string message)
    {
        byte[] body = Encoding.UTF8.GetBytes(
            $"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>{code}</Code><Message>{SecurityElement.Escape(message)}</Message></Error>");
        context.Response.StatusCode = statusCode;
        context.Response.ContentType = "application/xml";
        context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(body, context.RequestAborted).ConfigureAwait(false);
    }
}
