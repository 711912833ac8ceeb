using Microsoft.AspNetCore.Http;

namespace AsyncJobs.Local.Files;

/// <summary>Serves the files that jobs return, as S3 does by a URL that expires.</summary>
internal sealed class FileDownloads(LocalFiles files)
{
    /// <summary>What the path of a link begins with.</summary>
    public const string Path = "/_local/files/";

    /// <summary>Answers a request for a file.</summary>
    /// <returns>False where it is for something else, and nothing was written.</returns>
    public async ValueTask<bool> TryAnswerAsync(HttpContext context)
    {
        HttpRequest request = context.Request;
        bool isHead = HttpMethods.IsHead(request.Method);
        if (request.Path.Value is not { } path
            || !path.StartsWith(Path, StringComparison.Ordinal)
            || !(isHead || HttpMethods.IsGet(request.Method)))
        {
            return false;
        }

        if (files.FindKey(path[Path.Length..]) is not { } key)
            await BucketXml.RefuseExpiredAsync(context).ConfigureAwait(false);
        else if (files.Find(key) is not { } file)
            await BucketXml.RefuseMissingAsync(context).ConfigureAwait(false);
        else
            await SendAsync(context, file, isHead).ConfigureAwait(false);
        return true;
    }

    /// <summary>Sends a file with its headers. It is saved, or shown as what it says that it is, and nothing else.</summary>
    public static async Task SendAsync(HttpContext context, LocalFile file, bool isHead)
    {
        HttpResponse response = context.Response;
        response.ContentType = file.ContentType;
        response.ContentLength = file.Content.Length;
        response.Headers.XContentTypeOptions = "nosniff";
        if (file.ContentDisposition is not null)
            response.Headers.ContentDisposition = file.ContentDisposition;
        if (!isHead)
            await response.Body.WriteAsync(file.Content, context.RequestAborted).ConfigureAwait(false);
    }
}
