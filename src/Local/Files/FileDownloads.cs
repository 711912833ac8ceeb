using System.Security.Cryptography;
using AsyncJobs.Shared;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace AsyncJobs.Local.Files;

/// <summary>Serves the files that jobs return, as S3 does by a URL that expires.</summary>
/// <param name="files">The files.</param>
/// <param name="origins">The origins whose pages may read them, as they may call.</param>
internal sealed class FileDownloads(LocalFiles files, IReadOnlyList<string> origins)
{
    /// <summary>What the path of a link begins with.</summary>
    public const string Path = "/_local/files/";

    /// <summary>Answers a request for a file.</summary>
    /// <returns>False where it is for something else, and nothing was written.</returns>
    public async ValueTask<bool> TryAnswerAsync(HttpContext context)
    {
        HttpRequest request = context.Request;
        if (request.Path.Value is not { } path || !path.StartsWith(Path, StringComparison.Ordinal))
            return false;

        if (TryAnswerPage(context, origins))
            return true;
        if (!HttpMethods.IsHead(request.Method) && !HttpMethods.IsGet(request.Method))
            return false;

        if (files.FindKey(path[Path.Length..]) is not { } key)
            await BucketXml.RefuseExpiredAsync(context).ConfigureAwait(false);
        else if (files.Find(key) is not { } file)
            await BucketXml.RefuseMissingAsync(context).ConfigureAwait(false);
        else
            await SendAsync(context, file).ConfigureAwait(false);
        return true;
    }

    /// <summary>Lets the pages of these origins read what is answered, and answers their browser where it only asks whether they may.</summary>
    /// <returns>Whether it only asked, and is answered.</returns>
    public static bool TryAnswerPage(HttpContext context, IReadOnlyList<string> origins)
    {
        string origin = context.Request.Headers.Origin.ToString();
        if (!IsAllowed(origin, origins))
            return false;

        IHeaderDictionary headers = context.Response.Headers;
        headers.AccessControlAllowOrigin = origins is [OriginList.Any] ? OriginList.Any : origin;
        headers.Vary = HeaderNames.Origin;
        headers.AccessControlExposeHeaders = "accept-ranges, content-disposition, content-length, content-range, etag";
        if (!HttpMethods.IsOptions(context.Request.Method))
            return false;

        headers.AccessControlAllowMethods = "GET, HEAD";
        headers.AccessControlAllowHeaders = "range, if-range";
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return true;
    }

    /// <summary>Whether a page of this origin may read files.</summary>
    public static bool IsAllowed(string origin, IReadOnlyList<string> origins) =>
        origin.Length > 0 && (origins.Contains(origin, StringComparer.Ordinal) || (origins is [OriginList.Any] && origin != "null"));

    /// <summary>
    /// Sends a file, or the part of it that is asked for, with its headers. It is saved, or shown as what it says that it is, and nothing else.
    /// </summary>
    public static Task SendAsync(HttpContext context, LocalFile file)
    {
        HttpResponse response = context.Response;
        response.Headers.XContentTypeOptions = "nosniff";
        if (file.ContentDisposition is not null)
            response.Headers.ContentDisposition = file.ContentDisposition;

        // In the form that an object of several parts has: of any other, clients of S3 expect an MD5.
        EntityTagHeaderValue tag = new($"\"{Convert.ToHexString(SHA256.HashData(file.Content))}-1\"");
        return Results.Bytes(file.Content, file.ContentType, enableRangeProcessing: true, entityTag: tag).ExecuteAsync(context);
    }
}
