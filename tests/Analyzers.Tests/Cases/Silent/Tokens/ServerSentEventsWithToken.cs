using System.Runtime.CompilerServices;
using Amazon.Lambda.Core;

public class Events(HttpClient http)
{
    public async IAsyncEnumerable<string> Read(string url, [EnumeratorCancellation] CancellationToken token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, token);
        await using var stream = await response.Content.ReadAsStreamAsync(token);
        using var reader = new StreamReader(stream);
        while (await reader.ReadLineAsync(token) is { } line)
        {
            if (line.StartsWith("data:", StringComparison.Ordinal))
                yield return line[5..];
        }
    }
}
