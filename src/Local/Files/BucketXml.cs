using System.Security;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace AsyncJobs.Local.Files;

/// <summary>What S3 answers in XML.</summary>
internal static class BucketXml
{
    /// <summary>Refuses a request for an object that is not there.</summary>
    public static Task RefuseMissingAsync(HttpContext context) =>
        RefuseAsync(context, StatusCodes.Status404NotFound, "NoSuchKey", "The specified key does not exist.");

    /// <summary>Refuses a URL that has expired.</summary>
    public static Task RefuseExpiredAsync(HttpContext context) =>
        RefuseAsync(context, StatusCodes.Status403Forbidden, "AccessDenied", "Request has expired.");

    /// <summary>Refuses a request.</summary>
    public static Task RefuseAsync(HttpContext context, int statusCode, string code, string message) =>
        SendAsync(context, statusCode, $"<Error><Code>{code}</Code><Message>{SecurityElement.Escape(message)}</Message></Error>");

    /// <summary>Sends a document.</summary>
    public static async Task SendAsync(HttpContext context, int statusCode, string xml)
    {
        byte[] body = Encoding.UTF8.GetBytes("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + xml);
        context.Response.StatusCode = statusCode;
        context.Response.ContentType = "application/xml";
        context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(body, context.RequestAborted).ConfigureAwait(false);
    }
}
