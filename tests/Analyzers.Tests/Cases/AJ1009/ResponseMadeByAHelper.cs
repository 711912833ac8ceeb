using Amazon.Lambda.Core;
using System.Runtime.CompilerServices;

internal static class HttpExtensions
{
    public static HttpResponseMessage PostAsStream(this HttpClient client, HttpRequestMessage request, CancellationToken cancellationToken) =>
        client.Send(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
}

public class Completions(HttpClient http)
{
    public async IAsyncEnumerable<string> Lines(HttpRequestMessage request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var response = http.PostAsStream(request, cancellationToken);
        using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        using var reader = new StreamReader(stream);
        while (await reader.{|AJ1009:ReadLineAsync|}() is { } line)
            yield return line;
    }
}
