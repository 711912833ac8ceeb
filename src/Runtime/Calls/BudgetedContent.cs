using System.Net;
using System.Net.Http.Headers;

namespace AsyncJobs.Calls;

/// <summary>Puts a content in the place of a response's: the same headers, and a body that ends with the time of its call.</summary>
internal static class BudgetedContent
{
    private const string Length = "Content-Length";

    /// <summary>Bounds the body of a response by the time of its call.</summary>
    /// <returns>Whether there is a body to be read.</returns>
    public static bool Bound(HttpRequestMessage request, HttpResponseMessage response, BudgetedCall call)
    {
        if (!MayHaveBody(request, response))
            return false;

        HttpContent content = response.Content;
        response.Content = new StreamContent(new BudgetedStream(Open(content), call));
        CopyHeaders(content.Headers, response.Content.Headers);

        // The copy's length would be parsed anew, for who asks for none.
        return content.Headers.ContentLength is not 0;
    }

    // What changed its protocol is a connection and has no end.
    private static bool MayHaveBody(HttpRequestMessage request, HttpResponseMessage response) =>
        request.Method != HttpMethod.Head
        && request.Method != HttpMethod.Connect
        && response.StatusCode is not (HttpStatusCode.SwitchingProtocols or HttpStatusCode.NoContent or HttpStatusCode.NotModified);

    // Contents of the platform hand their stream over at once. Others may read all of it first.
    private static Stream Open(HttpContent content) =>
        content.GetType().Assembly == typeof(HttpContent).Assembly ? content.ReadAsStream() : new LateStream(content);

    // As they came, whatever they are: to look at one would make an object of it, here and again where it is used.
    private static void CopyHeaders(HttpContentHeaders from, HttpContentHeaders to)
    {
        bool hasLength = false;
        foreach (KeyValuePair<string, HeaderStringValues> header in from.NonValidated)
        {
            hasLength |= header.Key == Length;
            if (header.Value.Count == 1)
                to.TryAddWithoutValidation(header.Key, header.Value.ToString());
            else
                to.TryAddWithoutValidation(header.Key, header.Value);
        }

        // A content that was not received computes its length. Once it is set to null, a length stays unknown even after the body has been buffered.
        if (!hasLength && from.ContentLength is { } length)
            to.ContentLength = length;
    }
}
