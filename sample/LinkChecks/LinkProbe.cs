using System.Globalization;
using System.Net;

namespace Sample.LinkChecks;

/// <summary>Tries one link.</summary>
internal sealed class LinkProbe(HttpClient http)
{
    private const int MostRedirects = 10;

    /// <summary>Fetches the head of what the link leads to.</summary>
    /// <param name="link">The link.</param>
    /// <param name="share">How long that may take.</param>
    /// <param name="stop">Ends the whole check.</param>
    /// <returns>What is wrong with the link; null for nothing.</returns>
    public async Task<string?> FindFaultAsync(string link, TimeSpan share, CancellationToken stop)
    {
        if (!Uri.TryCreate(link, UriKind.Absolute, out Uri? url) || !IsWeb(url))
            return "not an http or https URL";

        using CancellationTokenSource timeout = CancellationTokenSource.CreateLinkedTokenSource(stop);
        timeout.CancelAfter(share);
        try
        {
            return await FollowAsync(url, timeout.Token);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return $"no answer within {share.TotalSeconds.ToString("0.#", CultureInfo.InvariantCulture)} s";
        }
        catch (HttpRequestException exception)
        {
            return Describe(exception.HttpRequestError);
        }
    }

    private static bool IsWeb(Uri url) => url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps;

    private async Task<string?> FollowAsync(Uri url, CancellationToken cancellationToken)
    {
        for (int redirects = 0; redirects <= MostRedirects; redirects++)
        {
            // GET, since many servers answer HEAD wrongly. The body stays where it is: only the headers are read.
            using HttpResponseMessage response = await http.GetAsync(url, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            if (response.IsSuccessStatusCode)
                return null;
            if (response.StatusCode is not (HttpStatusCode.Moved or HttpStatusCode.Found or HttpStatusCode.SeeOther
                or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect))
            {
                return $"HTTP {(int)response.StatusCode}";
            }

            if (response.Headers.Location is not { } location || !Uri.TryCreate(url, location, out Uri? next) || !IsWeb(next))
                return "redirects to what is no http or https URL";

            url = next;
        }

        return $"redirects more than {MostRedirects} times";
    }

    private static string Describe(HttpRequestError error) => error switch
    {
        HttpRequestError.NameResolutionError => "no such host",
        HttpRequestError.ConnectionError => "no connection",
        HttpRequestError.SecureConnectionError => "no secure connection: is its certificate valid?",
        _ => "not a valid HTTP reply",
    };
}
