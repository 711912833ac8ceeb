using AsyncJobs.Http;
using AsyncJobs.Listing;
using AsyncJobs.Storage;

namespace AsyncJobs.Endpoints;

/// <summary>The URL of a caller's jobs.</summary>
internal static class ListLocation
{
    public const string Method = "GET";

    public static readonly JobRoute Route = new(Method, "/jobs");

    /// <summary>
    /// The URL of the next page: absolute below the public base URL where there is one; else a reference to the same path with another query, which
    /// is right wherever the client found it (RFC 3986, 5.2.2).
    /// </summary>
    public static string Next(ListRequest list, JobListKey last, Uri? publicBaseUrl)
    {
        string query = list.QueryOf(PageToken.Write(list.Filter, last));
        return publicBaseUrl is null ? $"?{query}" : $"{publicBaseUrl.AbsoluteUri.TrimEnd('/')}{Route.Template}?{query}";
    }
}
