using Microsoft.AspNetCore.Http;

namespace AsyncJobs.Local.Page;

/// <summary>What every answer of the operator's page says to the browser.</summary>
internal static class PageHeaders
{
    /// <param name="response">The answer.</param>
    /// <param name="policy">Its Content-Security-Policy (https://www.w3.org/TR/CSP3/).</param>
    public static void Write(HttpResponse response, string policy)
    {
        IHeaderDictionary headers = response.Headers;
        headers.ContentSecurityPolicy = policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Referrer-Policy"] = "no-referrer";
        headers.CacheControl = "no-store";
    }
}
