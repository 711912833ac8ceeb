using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using AsyncJobs.Local.Gateway;
using Microsoft.AspNetCore.Http;

namespace AsyncJobs.Local.Page;

/// <summary>The answers of the page's API.</summary>
internal static class PageReplies
{
    /// <summary>The Content-Security-Policy of what is not shown as a page.</summary>
    public const string Policy = "default-src 'none'; frame-ancestors 'none'";

    public static async Task<bool> JsonAsync<T>(HttpResponse response, T value, JsonTypeInfo<T> type) =>
        await JsonAsync(response, JsonSerializer.SerializeToUtf8Bytes(value, type)).ConfigureAwait(false);

    public static async Task<bool> JsonAsync(HttpResponse response, ReadOnlyMemory<byte> json)
    {
        PageHeaders.Write(response, Policy);
        response.ContentType = "application/json";
        response.ContentLength = json.Length;
        await response.Body.WriteAsync(json, response.HttpContext.RequestAborted).ConfigureAwait(false);
        return true;
    }

    public static Task NotFoundAsync(HttpResponse response, string message) =>
        ProblemAsync(response, StatusCodes.Status404NotFound, "Not Found", message);

    public static async Task<bool> MethodNotAllowedAsync(HttpResponse response, string allowed)
    {
        response.Headers.Allow = allowed;
        await ProblemAsync(
            response, StatusCodes.Status405MethodNotAllowed, "Method Not Allowed", $"This path takes {allowed} alone.").ConfigureAwait(false);
        return true;
    }

    public static async Task ProblemAsync(HttpResponse response, int statusCode, string title, string message)
    {
        PageHeaders.Write(response, Policy);
        response.StatusCode = statusCode;
        response.ContentType = Problem.ContentType;
        await response.Body.WriteAsync(
            Problem.Write(statusCode, title, CodeOf(statusCode), message, response.HttpContext.TraceIdentifier),
            response.HttpContext.RequestAborted).ConfigureAwait(false);
    }

    private static int CodeOf(int statusCode) => statusCode switch
    {
        StatusCodes.Status400BadRequest => JobErrorCodes.BadRequest,
        StatusCodes.Status403Forbidden => JobErrorCodes.Forbidden,
        StatusCodes.Status404NotFound => JobErrorCodes.NotFound,
        StatusCodes.Status405MethodNotAllowed => JobErrorCodes.MethodNotAllowed,
        StatusCodes.Status503ServiceUnavailable => JobErrorCodes.Unavailable,
        _ => JobErrorCodes.InternalError,
    };
}
