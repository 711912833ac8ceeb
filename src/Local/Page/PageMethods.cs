using Microsoft.AspNetCore.Http;

namespace AsyncJobs.Local.Page;

/// <summary>The methods of requests to the page, as the header <c>Allow</c> has them.</summary>
internal static class PageMethods
{
    /// <summary>Of what is read. The server leaves out the body of an answer to HEAD.</summary>
    public const string Read = "GET, HEAD";

    /// <summary>Of what does something.</summary>
    public const string Command = "POST";

    /// <summary>Whether a method only reads.</summary>
    public static bool IsRead(string method) => HttpMethods.IsGet(method) || HttpMethods.IsHead(method);
}
